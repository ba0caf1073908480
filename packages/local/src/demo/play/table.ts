import type { Figure } from './figures.ts';
import type { Row } from './row.ts';

const WIDTH = { expectation: 52, wanted: 38, figure: 20 } as const;

/** For people: one line each; what failed follows in full, then what it all comes to. */
export function asText(rows: readonly Row[], figures: readonly Figure[]): string {
  const failed = rows.filter(({ ok }) => !ok);
  return [
    '',
    `    ${cell(WIDTH.expectation, 'expectation')} ${cell(WIDTH.wanted, 'wanted')} got`,
    ...rows.map((row) =>
      `${row.ok ? 'ok ' : 'NO '} ${cell(WIDTH.expectation, row.expectation)} ${cell(WIDTH.wanted, row.wanted)} ${cell(WIDTH.wanted, row.got)}`.trimEnd(),
    ),
    '',
    ...failed.map(
      ({ expectation, wanted, got }) => `NO  ${expectation}\n    wanted ${wanted}\n    got    ${got}\n`,
    ),
    ...figures.map(({ figure, value }) => `    ${cell(WIDTH.figure, figure)} ${value}`),
    '',
    failed.length === 0
      ? `All ${rows.length} expectations held.`
      : `${failed.length} of ${rows.length} expectations did not hold.`,
  ].join('\n');
}

/** For programs: one JSON object a line. */
export const asJsonLines = (rows: readonly Row[], figures: readonly Figure[]): string =>
  [...rows, ...figures].map((each) => JSON.stringify(each)).join('\n');

function cell(width: number, value: string): string {
  return (value.length > width ? `${value.slice(0, width - 1)}…` : value).padEnd(width);
}
