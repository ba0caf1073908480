import type { Expectation } from './expectations.ts';

const WIDTH = { expectation: 38, wanted: 34, got: 34 } as const;

/** For people: one line each; what failed follows in full. */
export function asText(rows: readonly Expectation[]): string {
  const failed = rows.filter(({ ok }) => !ok);
  return [
    '',
    `    ${cell('expectation', 'expectation')} ${cell('wanted', 'wanted')} got`,
    ...rows.map((row) =>
      `${row.ok ? 'ok ' : 'NO '} ${cell('expectation', row.expectation)} ${cell('wanted', row.wanted)} ${cell('got', row.got)}`.trimEnd(),
    ),
    '',
    ...failed.map(
      ({ expectation, wanted, got }) => `NO  ${expectation}\n    wanted ${wanted}\n    got    ${got}\n`,
    ),
    failed.length === 0
      ? `All ${rows.length} expectations held.`
      : `${failed.length} of ${rows.length} expectations did not hold.`,
  ].join('\n');
}

/** For programs: one JSON object a line. */
export const asJsonLines = (rows: readonly Expectation[]): string =>
  rows.map((row) => JSON.stringify(row)).join('\n');

function cell(column: keyof typeof WIDTH, value: string): string {
  const width = WIDTH[column];
  return (value.length > width ? `${value.slice(0, width - 1)}…` : value).padEnd(width);
}
