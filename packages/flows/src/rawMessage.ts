import { createHash } from 'node:crypto';
import { type Instant, rawMailHeader } from '@crewtide/domain';
import type { Envelope, RawMessage } from './ports.ts';

const NEWLINE = 0x0a;
const ID = /^[0-9a-f]{64}$/;

export const isRawMailId = (name: string): boolean => ID.test(name);

/** @throws TypeError for what can't be the id of a raw message, such as a path. */
export function assertRawMailId(id: string): void {
  if (!isRawMailId(id)) throw new TypeError('not the id of a raw message: 64 hexadecimal digits are');
}

/** SHA-256 over envelope and bytes, in hex: the same message has the same id whenever it comes, and whoever brings it. */
export function rawMailIdOf({ from, to }: Envelope, bytes: Uint8Array): string {
  return createHash('sha256')
    .update(`${JSON.stringify([from, to])}\n`)
    .update(bytes)
    .digest('hex');
}

/** One line of JSON, then the bytes as they came: one file, so that there is one thing to make durable. */
export function encodeRawMessage(
  { from, to, client }: Envelope,
  bytes: Uint8Array,
  receivedAt: Instant,
): Uint8Array {
  const line = JSON.stringify({ receivedAt, envelope: { from, to, client } });
  return Buffer.concat([Buffer.from(`${line}\n`), bytes]);
}

/** The message in a file that encodeRawMessage made; undefined when it isn't exactly the message `id`. */
export function decodeRawMessage(id: string, file: Uint8Array): RawMessage | undefined {
  const end = file.indexOf(NEWLINE);
  if (end < 0) return undefined;
  const parsed = rawMailHeader.safeParse(jsonOrNothing(Buffer.from(file.subarray(0, end)).toString('utf8')));
  if (!parsed.success) return undefined;
  const bytes = file.subarray(end + 1);
  return rawMailIdOf(parsed.data.envelope, bytes) === id ? { id, bytes, ...parsed.data } : undefined;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
