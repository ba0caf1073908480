import { z } from 'zod';
import { congregationId, importId, memberId } from './ids.ts';
import { instant, timeZone } from './time.ts';

/** A host's key is hers; only its SHA-256 is kept. Global: found by the hash alone. */
export const hostKey = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  congregation: congregationId,
  host: memberId,
});
export type HostKey = z.infer<typeof hostKey>;

/** What a host's key did. Ids are `<instant>#<random>`; names of things, never words. */
export const audit = z.object({
  kind: z.literal('audit'),
  id: z.string(),
  at: instant,
  host: memberId,
  did: z.string(),
  to: z.string(),
});
export type Audit = z.infer<typeof audit>;

/** What a POST with an Idempotency-Key created, so that its repetition is answered alike. Ids are `<host>#<key's hash>`. */
export const answeredRequest = z.object({
  kind: z.literal('answered-request'),
  id: z.string(),
  /** SHA-256 of method, path and body. */
  fingerprint: z.string(),
  created: z.string(),
  expiresAt: instant,
});
export type AnsweredRequest = z.infer<typeof answeredRequest>;

export const importRow = z.object({
  /** Where the row stood in what was posted, from 1. */
  row: z.number().int().positive(),
  name: z.string(),
  email: z.string(),
  zone: timeZone.optional(),
  /** What the edge found wrong with the row, so that it is reported and not added. */
  problem: z.string().optional(),
});
export type ImportRow = z.infer<typeof importRow>;

export const rowReport = z.object({
  row: z.number().int().positive(),
  outcome: z.enum(['added', 'already-member', 'twice-in-import', 'invalid', 'congregation-full']),
  member: memberId.optional(),
  problem: z.string().optional(),
});
export type RowReport = z.infer<typeof rowReport>;

/** An import on its way: rows before `next` are done and reported. */
export const memberImport = z.object({
  kind: z.literal('import'),
  id: importId,
  by: memberId,
  rows: z.array(importRow),
  next: z.number().int().nonnegative(),
  report: z.array(rowReport),
  startedAt: instant,
});
export type MemberImport = z.infer<typeof memberImport>;
