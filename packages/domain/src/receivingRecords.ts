import type { CertainReply, ReplyMessage } from './certainReply.ts';
import { type Change, replace } from './decision.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import { heardFrom } from './member.ts';
import { shownOf } from './photoKeeping.ts';
import type { Reply } from './reply.ts';
import { write } from './writing.ts';

/** A record holds at most 400 KB; longer words stay whole in the raw mail, which then doesn't expire. */
const WORDS_IN_A_RECORD = 90_000;

export const isContinued = (message: ReplyMessage): boolean => message.words.length > WORDS_IN_A_RECORD;

/** What a reply says, for the table. */
export function recordOf({ id, message, raw, receivedAt, letter, member, pictures }: CertainReply): Reply {
  return {
    kind: 'reply',
    id: `${letter.thread}#${id}`,
    letter: letter.id,
    member: member.id,
    words: message.words.slice(0, WORDS_IN_A_RECORD),
    ...shownOf(pictures),
    ...(isContinued(message) ? { continued: true } : {}),
    receivedAt,
    raw,
  };
}

/** Where she wrote from, letters can go again. */
export function reachable({ member, message }: CertainReply): Change[] {
  const { from } = message;
  const bounced = member.addresses.some((address) => address.undeliverableSince !== undefined);
  return bounced && from !== undefined ? [replace(member, heardFrom(member, from))] : [];
}

/** A letter to her who wrote, in answer to her message. */
export const answerTo = (
  reply: CertainReply,
  slot: string,
  content: Extract<LetterContent, { template: 'receipt' | 'confirm' | 'no-words' | 'keepsake' }>,
): Letter => write({ slot, to: reply.member.id, content, answers: reply.message.messageId, at: reply.now });
