import { TransactionTooLarge } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import { mustFit, sizeOf, sizeOfItem } from './size.ts';

describe('the size of a value', () => {
  it.each([
    ['ASCII', 'abc', 3],
    ['UTF-8', 'é🌊', 6],
    ['bytes', new Uint8Array(10), 10],
    ['a number at its largest', 12, 21],
    ['a truth', true, 1],
    ['nothing', null, 1],
    ['a list', ['ab', 'c'], 3 + 3 + 2],
    ['a map', { ab: 'c', absent: undefined }, 3 + 1 + 2 + 1],
  ])('counts %s', (_, value, bytes) => {
    expect(sizeOf(value)).toBe(bytes);
  });

  it('of an item is that of its attributes alone', () => {
    expect(sizeOfItem({ pk: 'abc', sk: 'd', ttl: undefined })).toBe(2 + 3 + 2 + 1);
  });
});

describe('a transaction', () => {
  it('fits to the last item and byte, and not beyond', () => {
    expect(() => mustFit(Array.from({ length: 100 }, () => 40_000))).not.toThrow();
    expect(() => mustFit([])).not.toThrow();
    for (const sizes of [
      Array.from({ length: 101 }, () => 1),
      [400 * 1024 + 1],
      Array.from({ length: 100 }, () => 40_001),
    ])
      expect(() => mustFit(sizes)).toThrow(TransactionTooLarge);
  });
});
