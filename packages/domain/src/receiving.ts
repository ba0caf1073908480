import type { Crew } from './crew.ts';
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
import { type Keepsake, shortened } from './keepsake.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import { heardFrom, type Member } from './member.ts';
import { isPassedOn, notesOf } from './passingOn.ts';
import { type Developed, keptPhotos, shownOf } from './photoKeeping.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import type { ReviewAnswer } from './reviewAnswers.ts';
import { goOnLetter, type ReviewReply } from './reviewingAnswers.ts';
import type { Season } from './season.ts';
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
  /** What its pictures became. */
  readonly pictures: Developed;
  /** What else it is than an answer to a prompt, or words to keep. */
  readonly means: Meaning | undefined;
  /** An expired token narrows what a reply may do. */
  readonly expired: boolean;
  /** Where there are no words: the slot of today's kind letter about that, and whether it was written to her. */
  readonly noWords: { readonly slot: string; readonly told: boolean } | undefined;
  readonly now: Instant;
}

export type Meaning =
  /** Words to the crew: with its letter's readers, and its crew, where the letter is one crew's. */
  | { readonly of: 'crew'; readonly crew: Stored<Crew> | undefined; readonly readers: readonly Member[] }
  | ({ readonly of: 'review'; readonly season: Stored<Season> } & Pick<
      ReviewReply,
      'answers' | 'isByQuestion' | 'earlier' | 'askedAgain'
    >)
  | { readonly of: 'keepsake'; readonly keepsake: Keepsake }
  /** What a host wanted changed, as it was decided; the words are kept here. */
  | { readonly of: 'change'; readonly decision: Decision };

export type Received =
  | { readonly outcome: 'counted' | 'passed-on' }
  | { readonly outcome: 'done'; readonly request: StandingRequest | 'keep' | 'change' }
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
  asked !== undefined && asked !== 'yes' && asked !== 'no' && asked !== 'undo' && asked !== 'keep';

const plainRequest = (asked: ReplyMessage['request']): StandingRequest | undefined =>
  isStandingRequest(asked) ? asked : undefined;

/** Nothing that anybody could read. */
export const isEmpty = ({ words, pictures }: ReplyMessage): boolean => words === '' && pictures.length === 0;

/** Keeps the words first, whatever else the reply asks for. */
export function decideReply(reply: CertainReply): Decision & { readonly received: Received } {
  const { message, means } = reply;
  const asked = requestOf(message, reply.letter);
  if (asked !== undefined) return reply.expired ? askToConfirm(reply, asked) : carryOut(reply, asked);
  switch (means?.of) {
    case 'change':
      return changed(reply, means.decision);
    case 'keepsake':
      return withKeepsake(reply, means.keepsake);
  }
  if (isEmpty(message)) return noWords(reply);
  switch (means?.of) {
    case 'crew':
      return passOn(reply, means);
    case 'review':
      return answerReview(reply, means);
    case undefined:
      return counted(reply, answer(reply));
  }
}

const counted = (
  reply: CertainReply,
  records: readonly Change[],
  letters: readonly Letter[] = [],
): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [...records, ...keptPhotos(reply.pictures), ...reachable(reply)],
  letters,
  received: { outcome: 'counted' },
});

/** For a crew's question, shown with its digest or, once that is being gathered, with the crew's next letter. */
function answer(reply: CertainReply): Change[] {
  const record = recordOf(reply);
  if (reply.concerns === undefined) return [create(record)];
  const { prompt } = reply.concerns;
  const answered: Reply = { ...record, prompt: prompt.id };
  return prompt.state === 'asked'
    ? [create(answered), expectUnchanged(prompt)]
    : [create({ ...answered, late: true }), comesLater({ id: prompt.crew }, answered)];
}

/**
 * At once, to those whom its letter named and once. What can't go on waits, where it belongs to a prompt, for the crew's next
 * letter: reach only narrows.
 */
function passOn(
  reply: CertainReply,
  { crew, readers }: Extract<Meaning, { of: 'crew' }>,
): ReturnType<typeof decideReply> {
  const { id, letter, message, member, now } = reply;
  const { content } = letter;
  const notes =
    reply.expired || !isPassedOn(content)
      ? []
      : notesOf({
          id,
          letter: { ...letter, content },
          crew,
          from: member,
          readers,
          subject: message.subject,
          words: message.words,
          shown: shownOf(reply.pictures),
          now,
        });
  if (notes.length === 0) return counted(reply, answer(reply));
  const record: Change[] = [create({ ...recordOf(reply), passedOn: true })];
  const kept = crew === undefined ? record : [...record, expectUnchanged(crew)];
  return { ...counted(reply, kept, notes), received: { outcome: 'passed-on' } };
}

/**
 * What it says is for the outcome alone; whether it says yes, no or nothing of it shows nowhere. Until the outcome is decided the
 * season is written anew: an outcome that is being decided without this answer is decided again.
 */
function answerReview(
  reply: CertainReply,
  review: Extract<Meaning, { of: 'review' }>,
): ReturnType<typeof decideReply> {
  const { letter, member, message, now } = reply;
  const { season } = review;
  const answers = reply.expired ? review.answers.map(unsaid) : review.answers;
  const record: Reply = { ...recordOf(reply), season: season.id, answers: [...answers] };
  const open = season.state.name === 'reviewing' ? [replace(season, season)] : [];
  return counted(
    reply,
    [create(record), ...open],
    goOnLetter({ ...review, answers, letter }, member.id, message.messageId, now),
  );
}

/** Whoever read her crew's letters knows its thread: under that alone nobody says yes or no for her, and she is asked again. */
const unsaid = ({ yes: _, ...answer }: ReviewAnswer): ReviewAnswer => answer;

/** The words stand in no letter. */
function changed(reply: CertainReply, decision: Decision): ReturnType<typeof decideReply> {
  const kept = counted(reply, [create(recordOf(reply))]);
  return {
    records: [...kept.records, ...decision.records],
    letters: decision.letters,
    appointments: decision.appointments,
    received: { outcome: 'done', request: 'change' },
  };
}

const withKeepsake = (reply: CertainReply, keepsake: Keepsake): ReturnType<typeof decideReply> => ({
  ...counted(
    reply,
    [create(recordOf(reply))],
    [answerTo(reply, `keepsake#${reply.id}`, shortened(keepsake))],
  ),
  received: { outcome: 'done', request: 'keep' },
});

function recordOf({ id, message, raw, receivedAt, letter, member, pictures }: CertainReply): Reply {
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
    records: [
      create(recordOf(reply)),
      ...keptPhotos(reply.pictures),
      replace(member, { ...reached, standing }),
    ],
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
  records: [create(recordOf(reply)), ...keptPhotos(reply.pictures), ...reachable(reply)],
  letters: [answerTo(reply, `confirm#${reply.id}`, { template: 'confirm', asked })],
  received: { outcome: 'confirmation-asked', request: asked },
});

const noWords = (reply: CertainReply): ReturnType<typeof decideReply> => ({
  ...nothing,
  records: [create(recordOf(reply)), ...keptPhotos(reply.pictures), ...reachable(reply)],
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

const answerTo = (
  reply: CertainReply,
  slot: string,
  content: Extract<LetterContent, { template: 'receipt' | 'confirm' | 'no-words' | 'keepsake' }>,
): Letter => write({ slot, to: reply.member.id, content, answers: reply.message.messageId, at: reply.now });
