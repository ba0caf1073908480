import type { ImportRow } from '@crewtide/domain';
import { IMPORT_ROWS } from '@crewtide/flows';
import type { ProblemDetails } from '../problems/problem.ts';
import type { NewMembers } from '../shapes/import.ts';
import { readCsv } from './csv.ts';
import { areTooLong, importRow } from './rows.ts';

export type PostedRows =
  | { readonly posted: 'rows'; readonly rows: readonly ImportRow[] }
  | { readonly posted: 'malformed-body' | 'invalid' | 'too-large'; readonly why: ProblemDetails };

/** The rows of a body that was posted: a CSV's text, or JSON that has the right shape. */
export function postedRows(body: string | NewMembers): PostedRows {
  if (typeof body !== 'string') {
    return within(
      body.members.map(({ name, email, zone = '' }, index) =>
        importRow({ row: index + 1, name, email, zone }),
      ),
    );
  }
  const csv = readCsv(body);
  switch (csv.read) {
    case 'malformed':
      return { posted: 'malformed-body', why: { detail: csv.problem } };
    case 'wrong-header':
      return { posted: 'invalid', why: { detail: headerProblem(csv) } };
    case 'rows':
      return within(csv.rows.map(importRow));
  }
}

function within(rows: readonly ImportRow[]): PostedRows {
  if (rows.length === 0) return { posted: 'invalid', why: { detail: 'There is no row to import.' } };
  if (rows.length > IMPORT_ROWS) {
    return { posted: 'invalid', why: { detail: `An import takes ${IMPORT_ROWS} rows at most.` } };
  }
  if (areTooLong(rows)) {
    return { posted: 'too-large', why: { detail: 'Names and addresses are very long: send fewer rows.' } };
  }
  return { posted: 'rows', rows };
}

const headerProblem = ({ problem, found }: { problem: string; found: readonly string[] }): string =>
  `The first row must name the columns name, email and, if you like, zone. There is ${problem}; found: ${found
    .slice(0, 20)
    .map((column) => column.slice(0, 40))
    .join(' | ')}`;
