import { createHash } from 'node:crypto';
import { type Instant, instant } from '@crewtide/domain';
import type { Envelope, RawMessage } from '@crewtide/flows';
import { z } from 'zod';

const NEWLINE = 0x0a;

const header = z.object({
  receivedAt: instant,
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
});

/** SHA-256 over envelope and bytes, in hex: the same message has the same id whenever it comes. */
export function rawMailIdOf(envelope: Envelope, bytes: Uint8Array): string {
  return createHash('sha256')
    .update(`${JSON.stringify([envelope.from, envelope.to])}\n`)
    .update(bytes)
    .digest('hex');
}

/** One line of JSON, then the bytes as they came: one file, so that there is one thing to make durable. */
export function encodeMessage(envelope: Envelope, bytes: Uint8Array, receivedAt: Instant): Uint8Array {
  const line = JSON.stringify({ receivedAt, envelope: { from: envelope.from, to: envelope.to } });
  return Buffer.concat([Buffer.from(`${line}\n`), bytes]);
}

/** The message in a file that encodeMessage wrote; undefined when it isn't exactly the message `id`. */
export function decodeMessage(id: string, file: Uint8Array): RawMessage | undefined {
  const end = file.indexOf(NEWLINE);
  if (end < 0) return undefined;
  const parsed = header.safeParse(jsonOrNothing(Buffer.from(file.subarray(0, end)).toString('utf8')));
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
