import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

const SLICE = 64 * 1024;

/**
 * The bytes, slice by slice with a turn for everything else in between: hashing a large body takes seconds. Fails once the time is
 * over.
 */
export const inSlices = (parts: readonly Uint8Array[], milliseconds: number): Readable =>
  Readable.from(slicesOf(parts, AbortSignal.timeout(milliseconds)), { objectMode: false });

async function* slicesOf(parts: readonly Uint8Array[], time: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    for (let at = 0; at < part.length; at += SLICE) {
      yield part.subarray(at, at + SLICE);
      await setImmediate();
      time.throwIfAborted();
    }
  }
}
