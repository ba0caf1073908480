import {
  CONGREGATION_SIZE,
  type MemberImport,
  memberImport,
  type RowReport,
  rowReport,
} from '@crewtide/domain';
import { IMPORT_ROWS } from '@crewtide/flows';
import { z } from '@hono/zod-openapi';
import { EXAMPLES } from './ids.ts';

const newMember = z.strictObject({ name: z.string(), email: z.string(), zone: z.string().optional() });

/** Only its form: what a row says is judged row by row. */
export const newMembers = z
  .strictObject({ members: z.array(newMember).min(1).max(IMPORT_ROWS) })
  .openapi('NewMembers', {
    example: { members: [{ name: 'Cleo', email: 'cleo@example.org', zone: EXAMPLES.zone }] },
  });
export type NewMembers = z.infer<typeof newMembers>;

const rowShape = z.object(rowReport.shape).openapi({
  description:
    'What became of a row: counted from 1 in JSON; in a CSV as a spreadsheet counts, with the header as row 1',
});

export const importShape = memberImport
  .pick({ id: true, by: true, startedAt: true })
  .extend({
    state: z.enum(['running', 'done']),
    counts: z.record(rowReport.shape.outcome, z.number().int()),
    rows: z.array(rowShape),
    warnings: z.array(z.string()),
  })
  .openapi('Import', {
    example: {
      id: 'nfwxa33sorpwc5ds',
      by: EXAMPLES.member,
      startedAt: EXAMPLES.at,
      state: 'done',
      counts: { added: 1, 'already-member': 0, 'twice-in-import': 0, invalid: 1, 'congregation-full': 0 },
      rows: [
        { row: 2, outcome: 'added', member: EXAMPLES.other },
        { row: 3, outcome: 'invalid', problem: 'email: not an email address' },
      ],
      warnings: [],
    },
  });

export function showImport(record: MemberImport, memberCount: number): z.infer<typeof importShape> {
  const count = (outcome: RowReport['outcome']) =>
    record.report.filter((row) => row.outcome === outcome).length;
  return {
    id: record.id,
    by: record.by,
    startedAt: record.startedAt,
    state: record.next < record.rows.length ? 'running' : 'done',
    counts: {
      added: count('added'),
      'already-member': count('already-member'),
      'twice-in-import': count('twice-in-import'),
      invalid: count('invalid'),
      'congregation-full': count('congregation-full'),
    },
    rows: record.report,
    warnings: warningsAt(memberCount),
  };
}

const warningsAt = (members: number): string[] =>
  members < CONGREGATION_SIZE.warnAt
    ? []
    : [
        `The congregation has ${members} members. From ${CONGREGATION_SIZE.warnAt} on, propose to divide it: beyond ${CONGREGATION_SIZE.most} nobody more is added.`,
      ];
