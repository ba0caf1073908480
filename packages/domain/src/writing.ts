import { type LetterId, letterIdOf, type MemberId, type PromptId, type ThreadId, threadId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Instant } from './time.ts';

/** A letter that is yet to leave. Without a thread of its own it begins one. */
export function write(letter: {
  readonly slot: string;
  readonly to: MemberId;
  readonly content: LetterContent;
  readonly at: Instant;
  readonly thread?: ThreadId | undefined;
  readonly follows?: LetterId | undefined;
  readonly answers?: string | undefined;
  readonly usefulUntil?: Instant | undefined;
}): Letter {
  const id = letterIdOf(letter.slot, letter.to);
  return {
    kind: 'letter',
    id,
    slot: letter.slot,
    to: letter.to,
    content: letter.content,
    thread: letter.thread ?? threadId.parse(id),
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
