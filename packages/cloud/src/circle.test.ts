import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlace, placeOf } from './circle.ts';

describe('the place where a minute begins', () => {
  it('is eight hexadecimal digits, for any minute', () => {
    fc.assert(
      fc.property(fc.nat(60_000_000), (minute) => {
        expect(placeOf(minute)).toMatch(/^[0-9a-f]{8}$/);
      }),
    );
  });

  it('leaves no gap greater than a twentieth of the circle within forty minutes', () => {
    fc.assert(
      fc.property(fc.nat(60_000_000), (begin) => {
        const places = Array.from({ length: 40 }, (_, at) => Number.parseInt(placeOf(begin + at), 16));
        const sorted = places.toSorted((a, b) => a - b);
        const gaps = sorted.map((place, at) => (sorted[at + 1] ?? (sorted[0] ?? 0) + 2 ** 32) - place);
        expect(Math.max(...gaps) / 2 ** 32).toBeLessThan(1 / 20);
      }),
    );
  });
});

describe('a circle of keys', () => {
  const keys = ['b', 'd', 'f'].map((key) => ({ key, writtenAt: 0 }));
  const from = (place: string) => fromPlace(keys, place).map(({ key }) => key);

  it('begins after the place and goes round', () => {
    expect(from('c')).toEqual(['d', 'f', 'b']);
    expect(from('d')).toEqual(['f', 'b', 'd']);
    expect(from('a')).toEqual(['b', 'd', 'f']);
    expect(from('g')).toEqual(['b', 'd', 'f']);
    expect(fromPlace([], 'a')).toEqual([]);
  });
});
