import type { Bill, Item } from './bill.ts';
import type { Limit, Wall } from './breaks.ts';

export interface Cost {
  /** When the counts were taken. */
  readonly measured: string;
  readonly bills: readonly Bill[];
  readonly limits: readonly Limit[];
  readonly walls: readonly Wall[];
}

/** Sizes whose headroom is shown. */
const SIZES = [1_000, 10_000, 100_000];

/** Markdown. */
export const shown = ({ measured, bills, limits, walls }: Cost): string =>
  [
    `Counts of ${measured}; dollars a month in Europe (Ireland), by the list, and without what is free each month.`,
    ...bills.map(billShown),
    'What breaks first, at 9:00 of everyone in one zone; headroom is how many times that a limit would take:',
    limitsShown(limits),
    'What more congregations come no nearer to:',
    wallsShown(walls),
  ].join('\n\n');

const billShown = ({ congregations, items, dollars, withoutFree }: Bill): string =>
  table(
    [`${number(congregations)} × 150 members`, 'a month', 'dollars', 'without free'],
    [
      ...items.map((item) => [item.item, quantity(item), money(item.dollars), money(item.withoutFree)]),
      ['**together**', '', `**${money(dollars)}**`, `**${money(withoutFree)}**`],
      ['for each congregation', '', money(dollars / congregations), money(withoutFree / congregations)],
    ],
  );

const limitsShown = (limits: readonly Limit[]): string =>
  table(
    ['limit', 'takes', 'congregations', ...SIZES.map((size) => `at ${number(size)}`), 'whose', 'what helps'],
    limits.map(({ what, unit, allows, congregations, whoseIsIt, remedy }) => [
      what,
      `${number(allows)} ${unit}`,
      number(congregations),
      ...SIZES.map((size) => `${number(congregations / size)} ×`),
      whoseIsIt,
      remedy,
    ]),
  );

const wallsShown = (walls: readonly Wall[]): string =>
  table(
    ['limit', 'takes', 'needs', 'headroom'],
    walls.map(({ what, unit, allows, needs }) => [
      what,
      `${number(allows)} ${unit}`,
      number(needs),
      `${number(allows / needs)} ×`,
    ]),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const quantity = ({ quantity: of, unit }: Item): string => `${number(of)} ${unit}`;

/** Two figures suffice: the thought behind it is no sharper. */
const number = (of: number): string =>
  Number(of.toPrecision(2)).toLocaleString('en', { maximumSignificantDigits: 3, maximumFractionDigits: 6 });

const money = (dollars: number): string => (dollars < 0.005 ? '0' : dollars.toFixed(2));
