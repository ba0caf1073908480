import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterTo, memberNamed, NOW, stored } from '../../../test/support/builders.ts';
import { PAGE_SIZE } from './letter.ts';
import { batchesOf, pagesOf, roundRobin, withBatches } from './paging.ts';

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

describe('batches', () => {
  const [page] = pagesOf(letters.slice(0, 10), NOW).map(stored);
  if (page === undefined) throw new Error('a page');
  const sizes = (joining: number, most: number, tries = 0) =>
    batchesOf({ ...page, tries }, page.letters.slice(0, joining), most).map((batch) => batch.letters.length);

  test('hold as many letters as the carrier takes, in their order, and never one alone', () => {
    expect(sizes(10, 100)).toEqual([10]);
    expect(sizes(10, 4)).toEqual([4, 4, 2]);
    expect(sizes(9, 4)).toEqual([4, 4]);
    expect([sizes(1, 4), sizes(0, 4), sizes(10, 1)]).toEqual([[], [], []]);
    expect(batchesOf(page, page.letters, 4).flatMap((batch) => batch.letters)).toEqual(page.letters);
  });

  test('are half as long at each try, until all letters leave alone', () => {
    expect([0, 1, 2, 3, 4, 99].map((tries) => sizes(10, 100, tries))).toEqual([
      [10],
      [5, 5],
      [3, 3, 3],
      [2, 2, 2, 2, 2],
      [],
      [],
    ]);
  });

  test('have keys that no other claim of the page gives to the same letters', () => {
    const keys = [page, { ...page, version: 2 }, { ...page, id: 'another' }].flatMap((each) =>
      batchesOf(each, page.letters, 5).map(({ key }) => key),
    );
    expect(new Set(keys).size).toBe(6);
    expect(batchesOf(page, page.letters, 5)).toEqual(batchesOf(page, page.letters, 5));
  });

  test('that are done leave their page as it was before', () => {
    const batches = batchesOf(page, page.letters, 5);
    expect(withBatches(page, batches)).toEqual({ ...page, batches });
    expect(withBatches({ ...page, batches: [...batches] }, [])).toEqual(page);
  });
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
