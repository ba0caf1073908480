const CARDINALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** `three`, `12`. */
export const cardinal = (count: number): string => CARDINALS[count] ?? String(count);

/** `third`, `12th`. */
export const ordinal = (place: number): string => ORDINALS[place] ?? nth(place);

/** `1st`, `12th`, `23rd`. */
export function nth(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}

/** `once`, `twice`, `five times`. */
export const times = (count: number): string =>
  ({ 1: 'once', 2: 'twice' })[count] ?? `${cardinal(count)} times`;
