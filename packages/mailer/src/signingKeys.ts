import { createHmac } from 'node:crypto';
import type { SigningKey, SigningKeys } from './tokens.ts';

/** How signing keys stand in a setting, for whoever sets it. */
export const SIGNING_KEYS_WANTED =
  'must be <number 0-255>:<32 bytes or more in base64>, several by comma, no number twice, the signing key first; make one: echo "1:$(openssl rand -base64 32)"';

/** Keys written as SIGNING_KEYS_WANTED says; undefined for anything else. */
export function parseSigningKeys(text: string): SigningKeys | undefined {
  const keys = text.split(',').map(parseKey);
  const [first, ...rest] = keys.filter((key) => key !== undefined);
  const ids = new Set(keys.map((key) => key?.id));
  return first === undefined || rest.length + 1 < keys.length || ids.size < keys.length
    ? undefined
    : [first, ...rest];
}

function parseKey(text: string): SigningKey | undefined {
  const [, number, base64] = /^\s*(\d{1,3}):([A-Za-z0-9+/=_-]+)\s*$/.exec(text) ?? [];
  const id = Number(number);
  const secret = Buffer.from(base64 ?? '', 'base64');
  return id <= 255 && secret.length >= 32 ? { id, secret } : undefined;
}

/**
 * What host keys are derived from, 32 bytes. The oldest signing key stays when another begins to sign, and so do the keys
 * derived from it.
 */
export const hostKeySecretOf = (keys: SigningKeys): Uint8Array =>
  createHmac('sha256', keys.at(-1)?.secret ?? keys[0].secret)
    .update('host keys')
    .digest();
