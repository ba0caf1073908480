import { z } from 'zod';
import type { Stored } from './decision.ts';
import { congregationId } from './ids.ts';
import { hostKey } from './ledger.ts';
import { type RecordKind, recordSchemas, type TableRecord } from './records.ts';
import { instant } from './time.ts';

const isKind = (value: unknown): value is RecordKind =>
  typeof value === 'string' && Object.hasOwn(recordSchemas, value);

const ofKind = z.object({ kind: z.custom<RecordKind>(isKind, 'not a kind of record') }).loose();

/** A record as JSON says it; what JSON can't say stands beside it, in base64. */
const written = z
  .object({ record: ofKind, bytes: z.base64().optional() })
  .transform(({ record, bytes }, context): TableRecord => {
    const schema: z.ZodType<TableRecord> = recordSchemas[record.kind];
    const read = schema.safeParse(
      bytes === undefined ? record : { ...record, bytes: Buffer.from(bytes, 'base64') },
    );
    if (read.success) return read.data;
    for (const { path } of read.error.issues) {
      context.addIssue({ code: 'custom', path: ['record', ...path], message: `not a ${record.kind}` });
    }
    return z.NEVER;
  });

/**
 * A line of a congregation that moves from house to house, JSON: first the heading; raw mail that is kept while it is held
 * and records; what comes due; the end, which says how many there were.
 */
export const movingLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('heading'),
    format: z.literal('crewtide-congregation-1'),
    congregation: congregationId,
    writtenAt: instant,
    hostKeys: z.array(hostKey),
    /** A token that only a house with the same signing keys knows for its own. */
    seal: z.string(),
  }),
  /** `file`: as raw mail is kept, in base64. */
  z.object({ line: z.literal('raw-mail'), id: z.string().regex(/^[0-9a-f]{64}$/), file: z.base64() }),
  z.object({ line: z.literal('record'), of: written }),
  z.object({ line: z.literal('end'), records: z.number().int(), rawMail: z.number().int() }),
]);
export type MovingLine = z.infer<typeof movingLine>;

/** A record as `movingLine` reads it; its version is the house's. */
export function recordLine(stored: Stored): string {
  const { bytes, version: _, ...rest } = 'bytes' in stored ? stored : { ...stored, bytes: undefined };
  const base64 = bytes === undefined ? {} : { bytes: Buffer.from(bytes).toString('base64') };
  return JSON.stringify({ line: 'record', of: { record: rest, ...base64 } });
}
