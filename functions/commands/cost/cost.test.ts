import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { PRICES, RESEND } from '../prices.ts';
import { billOf } from './bill.ts';
import { limitsOf } from './breaks.ts';
import { costOf } from './cost.ts';
import { measured, readMeasured } from './measured.ts';
import { monthOf } from './month.ts';
import { shown } from './shown.ts';

const counts = readMeasured();
const itemOf = (congregations: number, name: string) =>
  billOf(monthOf(counts, congregations)).items.find(({ item }) => item.startsWith(name));

describe('npm run cost', () => {
  test('is what the decision record says', async () => {
    const record = await readFile(new URL('../../decisions/cost.md', import.meta.url), 'utf8');
    expect(record).toContain(shown(costOf(counts)));
  });

  test('reads no counts that have lost a part', () => {
    const { tick: _, ...functions } = counts.functions;
    expect(measured.safeParse({ ...counts, functions }).success).toBe(false);
    expect(measured.safeParse({ ...counts, notes: 1 }).success).toBe(false);
  });

  test('tells of every price which page it stands on and since when', () => {
    for (const { page, asOf } of [...Object.values(PRICES), RESEND]) {
      expect(page).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+\/[^ ]/);
      expect(asOf).toMatch(/^2026-\d\d-\d\d$/);
    }
  });
});

describe('a bill', () => {
  test('is the sum of its items, and costs no more without what is free', () => {
    for (const congregations of [1, 1_000]) {
      const { items, dollars, withoutFree } = billOf(monthOf(counts, congregations));
      expect(dollars).toBeCloseTo(items.reduce((sum, item) => sum + item.dollars, 0));
      expect(withoutFree).toBeLessThan(dollars);
      for (const item of items) expect(item.withoutFree).toBeLessThanOrEqual(item.dollars);
    }
  });

  test('leaves free what is within the allowance and bills the rest', () => {
    const { dollars, per, free } = PRICES.queues;
    const queues = itemOf(1_000, 'SQS');
    expect(queues?.withoutFree).toBeCloseTo((((queues?.quantity ?? 0) - free) / per) * dollars);
    expect(itemOf(1, 'EventBridge')?.withoutFree).toBe(0);
  });

  test('takes no plan of Resend that a day can overrun, and the cheapest of the others', () => {
    expect(itemOf(1, 'Resend')).toMatchObject({ item: 'Resend: Pro 50,000', dollars: 20 });
    const thousand = itemOf(1_000, 'Resend');
    const above = Math.ceil(((thousand?.quantity ?? 0) - 1_000_000) / 1000);
    expect(thousand?.dollars).toBeCloseTo(650 + above * 0.65);
    expect(thousand?.dollars).toBeLessThan(825);
    expect(itemOf(10_000, 'Resend')?.item).toContain('a contract is to be made');
  });

  test('of what runs without anybody there does not grow with congregations', () => {
    expect(itemOf(1_000, 'EventBridge')).toEqual(itemOf(1, 'EventBridge'));
    expect(itemOf(1_000, 'CloudWatch: alarms')).toEqual(itemOf(1, 'CloudWatch: alarms'));
    expect(itemOf(1_000, 'DynamoDB: writing')?.quantity).toBeGreaterThan(
      500 * (itemOf(1, 'DynamoDB: writing')?.quantity ?? 0),
    );
  });
});

describe('what breaks first', () => {
  const limits = limitsOf(counts);

  test('stands first, each limit with as many congregations as it takes', () => {
    const most = limits.map(({ congregations }) => congregations);
    expect(most).toEqual(most.toSorted((one, other) => one - other));
    for (const { allows, needs, congregations } of limits) {
      expect(congregations * needs).toBeCloseTo(allows);
    }
  });

  test('leaves room for a thousand congregations in the table and in Lambda', () => {
    for (const { what, congregations } of limits) {
      if (/^(DynamoDB|Lambda)/.test(what)) expect(congregations).toBeGreaterThan(5_000);
    }
  });
});
