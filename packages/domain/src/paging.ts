import { derivedId } from './ids.ts';
import { type Letter, type LetterPage, PAGE_SIZE } from './letter.ts';
import type { Instant } from './time.ts';

/** Pages of the outbox that hold these letters, in their order; a page is named by its letters. */
export function pagesOf(letters: readonly Letter[], due: Instant): readonly LetterPage[] {
  const pages: LetterPage[] = [];
  for (let start = 0; start < letters.length; start += PAGE_SIZE) {
    const ids = letters.slice(start, start + PAGE_SIZE).map((letter) => letter.id);
    pages.push({ kind: 'letter-page', id: derivedId('page', ...ids), letters: ids, due, tries: 0 });
  }
  return pages;
}

/** One of each group in turn, so that no group's length delays another's first. */
export function roundRobin<T>(items: readonly T[], groupOf: (item: T) => string): readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(groupOf(item));
    if (group) group.push(item);
    else groups.set(groupOf(item), [item]);
  }
  const turns = Math.max(0, ...[...groups.values()].map((group) => group.length));
  return Array.from({ length: turns }, (_, turn) =>
    [...groups.values()].flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}
