import fc from 'fast-check';
import { expect, test } from 'vitest';
import { letterTo, memberNamed, NOW } from '../../../test/support/builders.ts';
import { PAGE_SIZE } from './letter.ts';
import { pagesOf, roundRobin } from './paging.ts';

const letters = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, n) =>
  letterTo(memberNamed(`Ana${n}`), { template: 'welcome', addedBy: 'Hanna' }),
);

test('pages hold every letter once and in order, and never more than fit a transaction', () => {
  const pages = pagesOf(letters, NOW);
  expect(pages.map((page) => page.letters.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 1]);
  expect(2 * PAGE_SIZE + 1).toBeLessThanOrEqual(100);
  expect(pages.flatMap((page) => page.letters)).toEqual(letters.map((letter) => letter.id));
  expect(pagesOf(letters, NOW)).toEqual(pages);
  expect(new Set(pages.map((page) => page.id)).size).toBe(3);
  expect(pagesOf([], NOW)).toEqual([]);
});

test('in turns, nobody has two more than another who still waits, and each keeps her own order', () => {
  const items = fc.array(fc.record({ group: fc.constantFrom('a', 'b', 'c', 'd'), nth: fc.nat() }));
  fc.assert(
    fc.property(items, (given) => {
      const turns = roundRobin(given, (item) => item.group);
      expect(turns).toHaveLength(given.length);
      for (const group of ['a', 'b', 'c', 'd']) {
        expect(turns.filter((item) => item.group === group)).toEqual(
          given.filter((item) => item.group === group),
        );
      }
      for (let taken = 0; taken < turns.length; taken += 1) {
        const had = countsOf(turns.slice(0, taken));
        const waiting = [...countsOf(turns.slice(taken)).keys()];
        const most = Math.max(0, ...had.values());
        for (const group of waiting) expect(most - (had.get(group) ?? 0)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

function countsOf(items: readonly { readonly group: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { group } of items) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}
