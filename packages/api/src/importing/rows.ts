import { displayName, emailAddress, type ImportRow, timeZone } from '@crewtide/domain';
import type { z } from 'zod';
import type { PostedRow } from './csv.ts';

/**
 * A row to import. What is wrong with it goes into `problem`, so that it is reported and hinders no other; a cell that
 * is wrong isn't kept.
 */
export function importRow({ row, ...posted }: PostedRow): ImportRow {
  const name = displayName.safeParse(posted.name);
  const email = emailAddress.safeParse(posted.email);
  const zone = timeZone.optional().safeParse(posted.zone.trim() || undefined);
  const problems = [...problemsOf('name', name), ...problemsOf('email', email), ...problemsOf('zone', zone)];
  return {
    row,
    name: name.data ?? '',
    email: email.data ?? '',
    ...(zone.data === undefined ? {} : { zone: zone.data }),
    ...(problems.length === 0 ? {} : { problem: problems.join('; ') }),
  };
}

const problemsOf = (column: string, parsed: z.ZodSafeParseResult<unknown>): readonly string[] =>
  parsed.success ? [] : [`${column}: ${parsed.error.issues[0]?.message ?? 'invalid'}`];

/** Rows and their report share one record of 400 KB; these are so long that they wouldn't. */
export const areTooLong = (rows: readonly ImportRow[]): boolean =>
  Buffer.byteLength(JSON.stringify(rows)) > MOST_BYTES;
const MOST_BYTES = 280_000;
