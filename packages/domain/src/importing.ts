import { addressKey, emailAddress } from './address.ts';
import { displayName } from './congregation.ts';
import { type Change, create, type Decision, replace, type Stored } from './decision.ts';
import { derivedId, memberId } from './ids.ts';
import type { ImportRow, MemberImport, RowReport } from './ledger.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import type { Instant, TimeZone } from './time.ts';
import { write } from './writing.ts';

/** A congregation stays under 200 people; from 100 on its hosts are told to think of dividing. */
export const CONGREGATION_SIZE = { warnAt: 100, most: 199 } as const;

/** Rows a transaction: three records a row (member, address, welcome), a page and the import itself. */
export const ROWS_A_STEP = 25;

/** Adds the next rows of an import, and reports on each; the members it adds get a welcome. */
export function decideImportStep(input: {
  readonly import: Stored<MemberImport>;
  /** Addresses of these rows that belong to members already, by address key. */
  readonly taken: ReadonlySet<string>;
  readonly addedBy: string;
  readonly zone: TimeZone;
  readonly memberCount: number;
  readonly now: Instant;
}): Decision {
  const { now } = input;
  const rows = input.import.rows.slice(input.import.next, input.import.next + ROWS_A_STEP);
  const seen = new Set(goodRowsBefore(input.import).map((row) => addressKey(row.email)));
  const records: Change[] = [];
  const letters: Letter[] = [];
  const report: RowReport[] = [];
  let room = CONGREGATION_SIZE.most - input.memberCount;
  for (const row of rows) {
    const judged = judge(row, input, seen, room);
    if (judged.report.outcome !== 'invalid') seen.add(addressKey(row.email));
    report.push(judged.report);
    if (judged.member === undefined) continue;
    room -= 1;
    const { member } = judged;
    records.push(create(member), create({ kind: 'address', id: addressKey(row.email), member: member.id }));
    letters.push(
      write({
        slot: 'welcome',
        to: member.id,
        content: { template: 'welcome', addedBy: input.addedBy },
        at: now,
      }),
    );
  }
  const next = input.import.next + rows.length;
  const done = replace(input.import, { ...input.import, next, report: [...input.import.report, ...report] });
  return { records: [...records, done], letters, appointments: [] };
}

/** A row that was invalid does not stand in the way of a later one that is right. */
const goodRowsBefore = ({ rows, next, report }: MemberImport): readonly ImportRow[] =>
  rows.slice(0, next).filter((_, at) => report[at]?.outcome !== 'invalid');

interface Judged {
  readonly report: RowReport;
  readonly member?: Member;
}

function judge(
  row: ImportRow,
  input: Parameters<typeof decideImportStep>[0],
  seen: ReadonlySet<string>,
  room: number,
): Judged {
  if (row.problem !== undefined) return { report: invalid(row, row.problem) };
  const name = displayName.safeParse(row.name);
  if (!name.success) return { report: invalid(row, `name: ${firstProblem(name.error.issues)}`) };
  const email = emailAddress.safeParse(row.email);
  if (!email.success) return { report: invalid(row, `email: ${firstProblem(email.error.issues)}`) };
  const key = addressKey(email.data);
  if (seen.has(key)) return { report: { row: row.row, outcome: 'twice-in-import' } };
  if (input.taken.has(key)) return { report: { row: row.row, outcome: 'already-member' } };
  if (room <= 0) return { report: { row: row.row, outcome: 'congregation-full' } };
  const id = memberId.parse(derivedId('member', input.import.id, String(row.row)));
  return {
    report: { row: row.row, outcome: 'added', member: id },
    member: {
      kind: 'member',
      id,
      name: name.data,
      role: 'member',
      addresses: [{ email: email.data }],
      zone: row.zone ?? input.zone,
      standing: { name: 'active' },
      welcomed: false,
      addedAt: input.now,
      addedIn: input.import.id,
    },
  };
}

const invalid = (row: ImportRow, problem: string): RowReport => ({
  row: row.row,
  outcome: 'invalid',
  problem,
});
const firstProblem = (issues: readonly { readonly message: string }[]): string =>
  issues[0]?.message ?? 'invalid';
