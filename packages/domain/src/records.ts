import type { z } from 'zod';
import { appointment } from './appointment.ts';
import { arrival } from './arrival.ts';
import { congregation } from './congregation.ts';
import { crew } from './crew.ts';
import { heldMail, hostNotice } from './heldMail.ts';
import { answeredRequest, audit, memberImport } from './ledger.ts';
import { frozenLetter, letter, letterPage } from './letter.ts';
import { addressOwner, member } from './member.ts';
import { picture, thumbnail } from './photo.ts';
import { practice } from './practice.ts';
import { prompt } from './prompt.ts';
import { lateReply, reply } from './reply.ts';
import { season } from './season.ts';

/** Everything that is kept behind a congregation's wall, by kind. A store parses with these when it reads. */
export const recordSchemas = {
  congregation,
  member,
  address: addressOwner,
  crew,
  season,
  practice,
  prompt,
  reply,
  'late-reply': lateReply,
  picture,
  thumbnail,
  letter,
  'frozen-letter': frozenLetter,
  'letter-page': letterPage,
  appointment,
  'held-mail': heldMail,
  'host-notice': hostNotice,
  import: memberImport,
  audit,
  'answered-request': answeredRequest,
  arrival,
} as const;

export type RecordKind = keyof typeof recordSchemas;
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export type TableRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind];
