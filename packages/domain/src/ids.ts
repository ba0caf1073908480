import { createHash } from 'node:crypto';
import { base32nopad } from '@scure/base';
import { z } from 'zod';

/** RFC 4648 base32, lower-case, unpadded: survives being upper-cased by a mail system. */
export const base32 = (bytes: Uint8Array): string => base32nopad.encode(bytes).toLowerCase();

const base32Of = (length: number) => z.string().regex(new RegExp(`^[a-z2-7]{${length}}$`));

/** 48 bits: 10 base32 characters. */
export const congregationId = base32Of(10).brand<'CongregationId'>();
/** 80 bits: 16 base32 characters, random or derived from what the record is. */
const recordId = base32Of(16);
export const memberId = recordId.brand<'MemberId'>();
export const crewId = recordId.brand<'CrewId'>();
export const seasonId = recordId.brand<'SeasonId'>();
export const promptId = recordId.brand<'PromptId'>();
export const letterId = recordId.brand<'LetterId'>();
export const threadId = recordId.brand<'ThreadId'>();
export const replyId = recordId.brand<'ReplyId'>();
export const heldMailId = recordId.brand<'HeldMailId'>();
export const importId = recordId.brand<'ImportId'>();

export type CongregationId = z.infer<typeof congregationId>;
export type MemberId = z.infer<typeof memberId>;
export type CrewId = z.infer<typeof crewId>;
export type SeasonId = z.infer<typeof seasonId>;
export type PromptId = z.infer<typeof promptId>;
export type LetterId = z.infer<typeof letterId>;
export type ThreadId = z.infer<typeof threadId>;
export type ReplyId = z.infer<typeof replyId>;
export type HeldMailId = z.infer<typeof heldMailId>;
export type ImportId = z.infer<typeof importId>;

/** The first 80 bits of SHA-256 over the parts, unambiguous because each part's length goes in with it. */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return base32(hash.digest().subarray(0, 10));
}

/** A congregation's id from 80 bits in base32: their first 48, encoded anew. */
export const congregationIdFrom = (id: string): CongregationId =>
  congregationId.parse(base32(base32nopad.decode(id.toUpperCase()).subarray(0, 6)));

/** A letter names itself: writing the same slot for the same member twice is one letter. */
export const letterIdOf = (slot: string, to: MemberId): LetterId =>
  letterId.parse(derivedId('letter', slot, to));
