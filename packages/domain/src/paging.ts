import type { Stored } from './decision.ts';
import { derivedId, type LetterId } from './ids.ts';
import { type Letter, type LetterBatch, type LetterPage, PAGE_SIZE } from './letter.ts';
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

/**
 * Batches of letters that may join one, in their order; a letter that is in none leaves alone. Each time that the page could
 * not be finished they are half as long, so that a letter for which a carrier puts off all that are with it is alone in the
 * end. A claim's keys are its own: no other has the page's version.
 * @param most how many the carrier takes in one request
 */
export function batchesOf(
  page: Pick<Stored<LetterPage>, 'id' | 'letters' | 'version' | 'tries'>,
  joining: readonly LetterId[],
  most: number,
): readonly LetterBatch[] {
  const size = Math.ceil(Math.min(most, page.letters.length) / 2 ** page.tries);
  const batches: LetterBatch[] = [];
  for (let start = 0; start + 2 <= joining.length && size >= 2; start += size) {
    const letters = joining.slice(start, start + size);
    batches.push({ key: derivedId('batch', page.id, String(page.version), ...letters), letters });
  }
  return batches;
}

/** The page with these open batches and no other. */
export function withBatches(page: LetterPage, batches: readonly LetterBatch[]): LetterPage {
  const { batches: _, ...free } = page;
  return batches.length === 0 ? free : { ...free, batches: [...batches] };
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
