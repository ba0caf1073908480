import type { Crew } from './crew.ts';
import type { Decision, Stored } from './decision.ts';
import type { ReplyId } from './ids.ts';
import type { Incoming } from './incoming.ts';
import type { Keepsake } from './keepsake.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import type { Developed } from './photoKeeping.ts';
import type { Prompt } from './prompt.ts';
import type { ReviewReply } from './reviewingAnswers.ts';
import type { Season } from './season.ts';
import type { StandingRequest } from './standing.ts';
import type { Instant } from './time.ts';

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

/** Nothing that anybody could read. */
export const isEmpty = ({ words, pictures }: ReplyMessage): boolean => words === '' && pictures.length === 0;
