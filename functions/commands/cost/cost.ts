import { billOf } from './bill.ts';
import { limitsOf, wallsOf } from './breaks.ts';
import type { Measured } from './measured.ts';
import { monthOf } from './month.ts';
import type { Cost } from './shown.ts';

/** One congregation, and a thousand. */
const BILLED = [1, 1_000];

export const costOf = (measured: Measured): Cost => ({
  measured: measured.date,
  bills: BILLED.map((congregations) => billOf(monthOf(measured, congregations))),
  limits: limitsOf(measured),
  walls: wallsOf(measured),
});
