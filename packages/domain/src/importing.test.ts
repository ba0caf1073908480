import { describe, expect, test } from 'vitest';
import { lisbon, memberNamed, NOW, stored } from '../../../test/support/builders.ts';
import { derivedId, importId } from './ids.ts';
import { CONGREGATION_SIZE, decideImportStep, ROWS_A_STEP } from './importing.ts';
import type { ImportRow, MemberImport } from './ledger.ts';
import { timeZone } from './time.ts';

const row = (n: number, change: Partial<ImportRow> = {}): ImportRow => ({
  row: n,
  name: `Ana ${n}`,
  email: `ana${n}@example.org`,
  ...change,
});

/** All steps one after another, as far as they are decided by the import alone. */
function importing(rows: readonly ImportRow[], { taken = new Set<string>(), memberCount = 2 } = {}) {
  let current: MemberImport = {
    kind: 'import',
    id: importId.parse(derivedId('import')),
    by: memberNamed('Hanna').id,
    rows: [...rows],
    next: 0,
    report: [],
    startedAt: NOW,
  };
  const added = new Set(taken);
  const steps = [];
  while (current.next < rows.length) {
    const step = decideImportStep({
      import: stored(current),
      taken: added,
      addedBy: 'Hanna',
      zone: lisbon,
      memberCount: memberCount + added.size - taken.size,
      now: NOW,
    });
    steps.push(step);
    for (const { record } of step.records) {
      if (record.kind === 'import') current = record;
      if (record.kind === 'address') added.add(record.id);
    }
  }
  return { steps, report: current.report, outcomes: current.report.map((each) => each.outcome) };
}

describe('an import', () => {
  test('adds members who are not yet welcomed, each with a welcome that says who added her', () => {
    const { steps, outcomes } = importing([row(1), row(2, { zone: timeZone.parse('Asia/Tokyo') })]);
    expect(outcomes).toEqual(['added', 'added']);
    const [step] = steps;
    expect(step?.records.map(({ record }) => record)).toMatchObject([
      { kind: 'member', name: 'Ana 1', zone: 'Europe/Lisbon', welcomed: false, role: 'member' },
      { kind: 'address', id: 'ana1@example.org' },
      { kind: 'member', name: 'Ana 2', zone: 'Asia/Tokyo' },
      { kind: 'address', id: 'ana2@example.org' },
      { kind: 'import', next: 2 },
    ]);
    expect(step?.letters.map((letter) => letter.content)).toEqual([
      { template: 'welcome', addedBy: 'Hanna' },
      { template: 'welcome', addedBy: 'Hanna' },
    ]);
  });

  test('reports each row by its number: bad ones with what is wrong, doubles, members, and the rest added', () => {
    const { report } = importing(
      [
        row(1, { name: ' ' }),
        row(2, { email: 'nowhere' }),
        row(3, { problem: 'time zone: not an IANA time zone' }),
        row(4),
        row(5, { email: 'ANA4@example.org' }),
        row(6),
        row(7),
      ],
      { taken: new Set(['ana6@example.org']) },
    );
    expect(report).toMatchObject([
      { row: 1, outcome: 'invalid', problem: expect.stringMatching(/^name: /) },
      { row: 2, outcome: 'invalid', problem: 'email: not an email address' },
      { row: 3, outcome: 'invalid', problem: 'time zone: not an IANA time zone' },
      { row: 4, outcome: 'added' },
      { row: 5, outcome: 'twice-in-import' },
      { row: 6, outcome: 'already-member' },
      { row: 7, outcome: 'added' },
    ]);
  });

  test('adds somebody whose first row was bad and whose second is good, in the same step or a later one', () => {
    const bad = row(1, { name: '', email: 'ana@example.org' });
    const good = (n: number) => row(n, { email: 'ana@example.org' });
    expect(importing([bad, good(2), good(3)]).outcomes).toEqual(['invalid', 'added', 'twice-in-import']);
    const between = Array.from({ length: ROWS_A_STEP }, (_, n) => row(n + 2));
    expect(importing([bad, ...between, good(90)]).outcomes.at(-1)).toBe('added');
  });

  test('notices a double across steps, and does so much in each that it fits a transaction', () => {
    const many = Array.from({ length: ROWS_A_STEP + 1 }, (_, n) => row(n + 1));
    const { steps, outcomes } = importing([...many, row(99, { email: 'ana1@example.org' })]);
    expect(outcomes.at(-1)).toBe('twice-in-import');
    expect(steps).toHaveLength(2);
    for (const step of steps) expect(step.records.length + step.letters.length + 1).toBeLessThanOrEqual(100);
  });

  test('stops at 199 people', () => {
    const { outcomes } = importing([row(1), row(2)], { memberCount: CONGREGATION_SIZE.most - 1 });
    expect(outcomes).toEqual(['added', 'congregation-full']);
  });
});
