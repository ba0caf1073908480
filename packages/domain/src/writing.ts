import {
  type CrewId,
  type LetterId,
  letterIdOf,
  type MemberId,
  type PromptId,
  type SeasonId,
  type ThreadId,
  threadId,
} from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Template } from './letterContent.ts';
import type { Instant } from './time.ts';

/** Letters that only those get who are in the crew when they leave. */
type CrewTemplate = Extract<Template, 'prompt' | 'digest' | 'your-crew' | 'change' | 'review' | 'go-on'>;
type CrewContent = Extract<LetterContent, { template: CrewTemplate }>;
/** All other letters. */
export type OtherContent = Exclude<LetterContent, CrewContent>;

interface Envelope {
  readonly slot: string;
  readonly to: MemberId;
  readonly at: Instant;
  readonly thread?: ThreadId | undefined;
  readonly follows?: LetterId | undefined;
  readonly answers?: string | undefined;
  readonly usefulUntil?: Instant | undefined;
}

/** A letter that is yet to leave. Without a thread of its own it begins one. */
export function write(
  letter: Envelope &
    (
      | { readonly content: CrewContent; readonly crew: CrewId }
      | { readonly content: OtherContent; readonly crew?: CrewId | undefined }
    ),
): Letter {
  const id = letterIdOf(letter.slot, letter.to);
  return {
    kind: 'letter',
    id,
    slot: letter.slot,
    to: letter.to,
    content: letter.content,
    thread: letter.thread ?? threadId.parse(id),
    ...(letter.crew === undefined ? {} : { crew: letter.crew }),
    ...(letter.follows === undefined ? {} : { follows: letter.follows }),
    ...(letter.answers === undefined ? {} : { answers: letter.answers }),
    ...(letter.usefulUntil === undefined ? {} : { usefulUntil: letter.usefulUntil }),
    state: { name: 'planned' },
    createdAt: letter.at,
  };
}

/** A prompt's letters share one thread, named by the prompt: from it and a member her letter follows. */
export const threadOfPrompt = (prompt: PromptId): ThreadId => threadId.parse(prompt);
export const slotOfPrompt = (prompt: string): string => `prompt#${prompt}`;
export const slotOfDigest = (prompt: string): string => `digest#${prompt}`;

/** What a crew hears of its season's plan and of changes to it, named by the season; begun by "your crew". */
export const threadOfSeason = (season: SeasonId): ThreadId => threadId.parse(season);
export const slotOfYourCrew = (season: string): string => `your-crew#${season}`;
