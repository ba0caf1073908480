import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { base32, congregationId } from '@crewtide/domain';
import type { TokenClaim, TokenReading, Tokens } from '@crewtide/flows';
import { base32nopad } from '@scure/base';

export interface SigningKey {
  /** 0..255; stands in every token, so that a retired key can still verify. */
  readonly id: number;
  /** At least 32 random bytes. */
  readonly secret: Uint8Array;
}

/** The first signs, all verify: put a new key in front and keep the old ones while their tokens live. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

/** Bytes of each field in order, 30 in all: 48 base32 characters without a pad bit. */
const LAYOUT = { key: 1, scope: 1, congregation: 6, subject: 10, expires: 2, mac: 10 } as const;
const SIGNED = LAYOUT.key + LAYOUT.scope + LAYOUT.congregation + LAYOUT.subject + LAYOUT.expires;

/** A scope's number is in letters that were sent: add at the end, never reorder. */
const SCOPES: readonly TokenClaim['scope'][] = ['reply', 'message', 'thread', 'leave', 'bounce', 'keepsake'];

const DAY = 86_400_000;
const SHAPE = /(?<![a-z2-7])[a-z2-7]{48}(?![a-z2-7])/gi;

/**
 * Tokens that carry their whole claim, signed with HMAC-SHA256 truncated to 80 bits (RFC 2104, section 5).
 * @throws Error when keys are short, out of range or share an id.
 */
export function createTokens(keys: SigningKeys): Tokens {
  const secrets = secretsById(keys);
  const [{ id: signingId, secret }] = keys;
  const signing = createSecretKey(secret);

  return {
    /** @throws Error when an id or the day isn't one that reads back as itself. */
    sign(claim) {
      const signed = encode(signingId, claim);
      return base32(Buffer.concat([signed, macOf(signing, signed)]));
    },
    read(text) {
      let forged: TokenReading = { found: 'none' };
      for (const [shape] of text.matchAll(SHAPE)) {
        const reading = readToken(shape.toLowerCase(), secrets);
        if (reading.found === 'claim') return reading;
        if (forged.found === 'none') forged = reading;
      }
      return forged;
    },
  };
}

function secretsById(keys: SigningKeys): ReadonlyMap<number, KeyObject> {
  const secrets = new Map<number, KeyObject>();
  for (const { id, secret } of keys) {
    if (!Number.isInteger(id) || id < 0 || id > 255) throw new Error(`signing key id ${id} is not 0..255`);
    if (secret.length < 32) throw new Error(`signing key ${id} has fewer than 32 bytes`);
    if (secrets.has(id)) throw new Error(`two signing keys have the id ${id}`);
    secrets.set(id, createSecretKey(secret));
  }
  return secrets;
}

const macOf = (secret: KeyObject, signed: Uint8Array): Uint8Array =>
  createHmac('sha256', secret).update(signed).digest().subarray(0, LAYOUT.mac);

function encode(keyId: number, claim: TokenClaim): Uint8Array {
  const day = dayOf(claim.expires);
  return Buffer.concat([
    Buffer.of(keyId, SCOPES.indexOf(claim.scope)),
    idBytes('congregation', claim.congregation, LAYOUT.congregation),
    idBytes('subject', claim.subject, LAYOUT.subject),
    Buffer.of(day >> 8, day & 255),
  ]);
}

/** base32 of 48 bits has two pad bits: an id with one of them set would read back as another id. */
function idBytes(field: string, id: string, length: number): Uint8Array {
  const bytes = /^[a-z2-7]+$/.test(id) ? decodeBase32(id) : undefined;
  if (bytes?.length !== length || base32(bytes) !== id) {
    throw new Error(`${field} is not the canonical base32 of ${length} bytes`);
  }
  return bytes;
}

function decodeBase32(text: string): Uint8Array | undefined {
  try {
    return base32nopad.decode(text.toUpperCase());
  } catch {
    return undefined;
  }
}

function dayOf(expires: string): number {
  const day = Date.parse(`${expires}T00:00:00Z`) / DAY;
  if (!(day >= 0 && day <= 0xffff) || dateOf(day) !== expires) {
    throw new Error('expires is not a day like 2027-02-01 between 1970-01-01 and 2149-06-06');
  }
  return day;
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

function readToken(token: string, secrets: ReadonlyMap<number, KeyObject>): TokenReading {
  const bytes = base32nopad.decode(token.toUpperCase());
  const signed = bytes.subarray(0, SIGNED);
  const claim = decode(signed);
  const secret = secrets.get(bytes[0] ?? -1);
  const genuine = secret !== undefined && timingSafeEqual(macOf(secret, signed), bytes.subarray(SIGNED));
  return genuine && claim !== undefined
    ? { found: 'claim', token, claim }
    : { found: 'forged', token, claim };
}

function decode(signed: Uint8Array): TokenClaim | undefined {
  const bytes = Buffer.from(signed);
  const scope = SCOPES[bytes.readUInt8(LAYOUT.key)];
  if (scope === undefined) return undefined;
  const congregation = LAYOUT.key + LAYOUT.scope;
  const subject = congregation + LAYOUT.congregation;
  const expires = subject + LAYOUT.subject;
  return {
    scope,
    congregation: congregationId.parse(base32(bytes.subarray(congregation, subject))),
    subject: base32(bytes.subarray(subject, expires)),
    expires: dateOf(bytes.readUInt16BE(expires)),
  };
}
