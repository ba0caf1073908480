import type { Meter } from '@crewtide/store';
import { type Line, rounded } from './measure.ts';

/** Of a table: requests, and capacity units as DynamoDB bills them. */
export type Cost = Readonly<Meter>;

/** What `work` costs, for each of `count` things that it does. */
export async function costOf(meter: Cost, count: number, work: () => Promise<unknown>): Promise<Cost> {
  const before = { ...meter };
  await work();
  return each(difference(meter, before), count);
}

export const sum = (a: Cost, b: Cost): Cost => ({
  requests: a.requests + b.requests,
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
});

const difference = (a: Cost, b: Cost): Cost => sum(a, each(b, -1));

export const each = (cost: Cost, count: number): Cost => ({
  requests: cost.requests / count,
  readUnits: cost.readUnits / count,
  writeUnits: cost.writeUnits / count,
});

/** Requests and write units beside the least. */
export const linesOfCost = (
  what: string,
  cost: Cost,
  least: Pick<Cost, 'requests' | 'writeUnits'>,
  note: string,
): readonly Line[] =>
  (['requests', 'writeUnits'] as const).map((unit) => ({
    bench: `${unit === 'requests' ? 'requests' : 'write units'} of ${what}`,
    ours: rounded(cost[unit]),
    limit: rounded(least[unit]),
    ratio: rounded(cost[unit] / least[unit]),
    aim: 'near 1',
    note: `${note}; ${rounded(cost.readUnits)} read units`,
  }));
