import { expect, test } from 'vitest';
import { createGate } from './receivingGate.ts';

async function* chunks(...sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (const size of sizes) yield Buffer.alloc(size);
}

const keepNothing = async () => {};

test('a message within the limits is kept whole', async () => {
  const kept: number[] = [];
  const gate = createGate({ message: 10, together: 20 });
  expect(await gate.gather(chunks(4, 6), async (bytes) => void kept.push(bytes.length))).toBe('kept');
  expect(kept).toEqual([10]);
});

test('a message over the limit is read to its end, one over twice the limit is not', async () => {
  const gate = createGate({ message: 10, together: 20 });
  expect(await gate.gather(chunks(6, 5, 3), keepNothing)).toBe('too-large');
  expect(await gate.gather(chunks(6, 5, 10), keepNothing)).toBe('endless');
});

test('messages count against the common limit until they are stored, and then no more', async () => {
  const gate = createGate({ message: 10, together: 15 });
  let stored = () => {};
  let started = () => {};
  const storing = new Promise<void>((resolve) => {
    started = resolve;
  });
  const first = gate.gather(chunks(10), () => {
    started();
    return new Promise<void>((resolve) => {
      stored = resolve;
    });
  });
  await storing;
  expect(await gate.gather(chunks(6), keepNothing)).toBe('busy');
  expect(await gate.gather(chunks(5), keepNothing)).toBe('kept');
  stored();
  expect(await first).toBe('kept');
  expect(await gate.gather(chunks(10), keepNothing)).toBe('kept');
});

test('a message that breaks off gives its room back', async () => {
  const gate = createGate({ message: 10, together: 10 });
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(10);
    throw new Error('gone');
  }
  await expect(gate.gather(broken(), keepNothing)).rejects.toThrow('gone');
  expect(await gate.gather(chunks(10), keepNothing)).toBe('kept');
});
