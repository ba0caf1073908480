/** One thing that must be true, as text that can be compared and read. */
export interface Row {
  readonly expectation: string;
  readonly wanted: string;
  readonly got: string;
  readonly ok: boolean;
}

export const row = (expectation: string, wanted: string, got: string): Row => ({
  expectation,
  wanted,
  got,
  ok: wanted === got,
});

export const flat = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** What it is for all of them, once where it is the same. */
export const each = (names: readonly string[], what: (name: string) => string): string =>
  [...new Set(names.map(what))].join(' | ');
