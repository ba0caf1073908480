import { congregationId, later } from '@crewtide/domain';
import { describe, expect, test } from 'vitest';
import { NOW, willowCircle } from '../../../test/support/builders.ts';
import type { AgendaEntry, Store } from './ports.ts';
import { isTold, whatIsDue } from './whatIsDue.ts';

const other = congregationId.parse('bbbbbbbbbb');
const pages = (count: number, of = willowCircle.congregation, due = NOW): readonly AgendaEntry[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'letter-page', congregation: of, id: `page-${n}`, due }));
const event: AgendaEntry = { kind: 'provider-event', id: 'received#1', due: NOW };

const whatIsDueOf = (entries: readonly AgendaEntry[], options: Parameters<typeof whatIsDue>[1]) => {
  const due: Store['due'] = async (until, limit) =>
    entries.filter((entry) => entry.due < until).slice(0, limit);
  return whatIsDue({ store: { due }, clock: { now: () => NOW } }, options);
};

describe('what is due', () => {
  test('comes one of each congregation in turn, a provider’s news as one of them, up to a number', async () => {
    const entries = [...pages(3), ...pages(2, other), event];
    const due = await whatIsDueOf(entries, { entries: 4 });
    expect(due).toEqual([entries[0], entries[3], event, entries[1]]);
  });

  test('at this very instant is due', async () => {
    expect(await whatIsDueOf(pages(1), {})).toHaveLength(1);
    expect(await whatIsDueOf(pages(1, other, later(NOW, { milliseconds: 1 })), {})).toEqual([]);
  });

  test('since long is told now and then, or every time where that is asked', async () => {
    const overdue = pages(200, other, later(NOW, { minutes: -11 }));
    const told = await whatIsDueOf(overdue, {});
    expect(told.length).toBeGreaterThan(5);
    expect(told.length).toBeLessThan(50);
    expect(await whatIsDueOf(overdue, { overdue: 'every' })).toHaveLength(200);
  });
});

describe('what is ten minutes overdue', () => {
  const minutesTold = (entry: AgendaEntry, from: number, count: number) =>
    Array.from({ length: count }, (_, n) => from + n).filter((n) =>
      isTold(entry, later(NOW, { minutes: n })),
    );

  test('is told in one minute of ten, always the same; before that in each', () => {
    for (const entry of [...pages(50), event]) {
      expect(minutesTold(entry, 0, 10)).toHaveLength(10);
      const [first = 0, ...more] = minutesTold(entry, 10, 30);
      expect(more).toEqual([first + 10, first + 20]);
    }
  });

  test('is spread over the ten', () => {
    const minutes = new Set(pages(100).map((entry) => minutesTold(entry, 10, 10)[0]));
    expect(minutes.size).toBe(10);
  });
});
