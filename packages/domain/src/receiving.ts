import {
  type Change,
  create,
  type Decision,
  expectUnchanged,
  nothing,
  replace,
  type Stored,
} from './decision.ts';
import { comesLater } from './digest.ts';
import type { ReplyId } from './ids.ts';
import type { Incoming } from './incoming.ts';
import type { Letter } from './letter.ts';
import { heardFrom, type Member } from './member.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import { type StandingRequest, standingAfter } from './standing.ts';
import type { Instant } from './time.ts';
import { write } from './writing.ts';

export type ReplyMessage = Extract<Incoming, { kind: 'reply' }>;

/** A reply whose sender and letter are certain, with what it concerns. */
export interface CertainReply {
  readonly id: ReplyId;
  readonly message: ReplyMessage;
  /** Names the raw bytes. */
  readonly raw: string;
  readonly receivedAt: Instant;
  readonly letter: Letter;
  readonly member: Stored<Member>;
  /** The prompt that its letter belongs to. */
  readonly concerns: { readonly prompt: Stored<Prompt> } | undefined;
  /** An expired token narrows what a reply may do. */
  readonly expired: boolean;
  /** Where there are no words: the slot of today's kind letter about that, and whether it was written to her. */
  readonly noWords: { readonly slot: string; readonly told: boolean } | undefined;
  readonly now: Instant;
}

export type Received =
  | { readonly outcome: 'counted' }
  | { readonly outcome: 'done'; readonly request: StandingRequest }
  | { readonly outcome: 'confirmation-asked'; readonly request: StandingRequest }
  | { readonly outcome: 'no-words' };

/** A record holds at most 400 KB; longer words stay whole in the raw mail, which then doesn't expire. */
const WORDS_IN_A_RECORD = 90_000;

export const isContinued = (message: ReplyMessage): boolean => message.words.length > WORDS_IN_A_RECORD;

/** The request that a reply makes of its letter, if it makes one; "no thanks" answers a welcome only. */
export function requestOf(message: ReplyMessage, letter: Letter): StandingRequest | undefined {
  const { request } = message;
  if (letter.content.template === 'confirm') {
    return request === 'yes' && isStandingRequest(letter.content.asked)
      ? letter.content.asked
      : plainRequest(request);
  }
  return request === 'no-thanks' && letter.content.template !== 'welcome' ? undefined : plainRequest(request);
}

const isStandingRequest = (asked: ReplyMessage['request']): asked is StandingRequest =>
  asked !== undefined && asked !== 'yes' && asked !== 'no';

const plainRequest = (asked: ReplyMessage['request']): StandingRequest | undefined =>
  isStandingRequest(asked) ? asked : undefined;

/** Keeps the words first, whatever else the reply asks for. */
export function decideReply(reply: CertainReply): Decision & { readonly received: Received } {
  const asked = requestOf(reply.message, reply.letter);
  if (asked !== undefined) return reply.expired ? askToConfirm(reply, asked) : carryOut(reply, asked);
  if (reply.message.words === '') return noWords(reply);
  return { ...nothing, records: [...kept(reply), ...reachable(reply)], received: { outcome: 'counted' } };
}

/** The reply's record; for a crew's question, shown with its digest or, once that is being gathered, with the crew's next. */
function kept(reply: CertainReply): Change[] {
  const record = recordOf(reply);
  if (reply.concerns === undefined || reply.message.words === '' || requestOf(reply.message, reply.letter)) {
    return [create(record)];
  }
  const { prompt } = reply.concerns;
  const answer: Reply = { ...record, prompt: prompt.id };
  return prompt.state === 'asked'
    ? [create(answer), expectUnchanged(prompt)]
    : [create({ ...answer, late: true }), comesLater({ id: prompt.crew }, answer)];
}

function recordOf({ id, message, raw, receivedAt, letter, member }: CertainReply): Reply {
  return {
    kind: 'reply',
    id: `${letter.thread}#${id}`,
    letter: letter.id,
    member: member.id,
    words: message.words.slice(0, WORDS_IN_A_RECORD),
    ...(isContinued(message) ? { continued: true } : {}),
    receivedAt,
    raw,
  };
}

/** Where she wrote from, letters can go again. */
function reachable({ member, message }: CertainReply): Change[] {
  const { from } = message;
  const bounced = member.addresses.some((address) => address.undeliverableSince !== undefined);
  return bounced && from !== undefined ? [replace(member, heardFrom(member, from))] : [];
}

function carryOut(reply: CertainReply, asked: StandingRequest): ReturnType<typeof decideReply> {
  const { member, message, now } = reply;
  const standing = standingAfter(asked, now);
  const reached = message.from === undefined ? member : heardFrom(member, message.from);
  return {
    ...nothing,
    records: [...kept(reply), replace(member, { ...reached, standing })],
    letters: [
      answerTo(reply, `receipt#${reply.id}`, {
        template: 'receipt',
        done: asked,
        ...(standing.name === 'paused' ? { until: standing.until } : {}),
      }),
    ],
    received: { outcome: 'done', request: asked },
  };
}

const askToConfirm = (reply: CertainReply, asked: StandingRequest): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [...kept(reply), ...reachable(reply)],
  letters: [answerTo(reply, `confirm#${reply.id}`, { template: 'confirm', asked })],
  received: { outcome: 'confirmation-asked', request: asked },
});

const noWords = (reply: CertainReply): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [...kept(reply), ...reachable(reply)],
  letters:
    reply.noWords === undefined || reply.noWords.told
      ? []
      : [
          answerTo(reply, reply.noWords.slot, {
            template: 'no-words',
            about: reply.message.subject.slice(0, 200),
          }),
        ],
  received: { outcome: 'no-words' },
});

/** At most one a person and day. */
export const slotOfNoWords = (day: string): string => `no-words#${day}`;

const answerTo = (reply: CertainReply, slot: string, content: Letter['content']): Letter =>
  write({ slot, to: reply.member.id, content, answers: reply.message.messageId, at: reply.now });
