import type { Listed } from './objects.ts';

/** The golden ratio's fraction: its multiples, modulo 1, soon come near every place (Weyl; Knuth, TAOCP 3, 6.4). */
const GOLDEN = 0.6180339887498949;
const DIGITS = 8;

/** Where in the circle of hexadecimal ids a minute begins: 8 digits; minutes that follow each other lie far apart. */
export const placeOf = (minute: number): string =>
  Math.floor(((minute * GOLDEN) % 1) * 16 ** DIGITS)
    .toString(16)
    .padStart(DIGITS, '0');

/** The circle of keys, sorted, from the first that comes after `place`. */
export function fromPlace(sorted: readonly Listed[], place: string): readonly Listed[] {
  const at = sorted.findIndex(({ key }) => key > place);
  return at < 0 ? sorted : [...sorted.slice(at), ...sorted.slice(0, at)];
}
