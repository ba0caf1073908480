import { z } from 'zod';
import { holdReason } from './heldMail.ts';
import { heldMailId, promptId } from './ids.ts';
import { request } from './request.ts';
import { instant } from './time.ts';

/** What a letter says, frozen when it was decided: one shape per kind of letter, names instead of ids. */
export const letterContent = z.discriminatedUnion('template', [
  /** To somebody whom a host added: who did, what is kept, how to say no. */
  z.object({ template: z.literal('welcome'), addedBy: z.string() }),
  z.object({
    template: z.literal('prompt'),
    prompt: promptId,
    crew: z.string(),
    questions: z.array(z.string()),
    /** Who will read the answer: the other members of the crew. */
    readers: z.array(z.string()),
    digestAt: instant,
  }),
  z.object({
    template: z.literal('digest'),
    prompt: promptId,
    crew: z.string(),
    questions: z.array(z.string()),
    answers: z.array(
      z.object({
        name: z.string(),
        words: z.string(),
        /** Set when the answer came after its own digest: the questions it answered. */
        late: z.array(z.string()).optional(),
      }),
    ),
    readers: z.array(z.string()),
  }),
  /** One plain receipt for a request that was done. */
  z.object({
    template: z.literal('receipt'),
    done: z.enum(['stop', 'pause', 'resume', 'not-me', 'no-thanks', 'released', 'discarded']),
    until: instant.optional(),
  }),
  /** An expired reply address, or none but the thread: the request is done after a yes. */
  z.object({ template: z.literal('confirm'), asked: request }),
  /** Mail in a member's name from elsewhere: was it you? */
  z.object({
    template: z.literal('ask-sender'),
    held: heldMailId,
    sender: z.string(),
    reason: holdReason,
    about: z.string(),
  }),
  /** What arrived held no words, or could not be opened. */
  z.object({ template: z.literal('no-words'), about: z.string() }),
  z.object({ template: z.literal('unreadable'), about: z.string() }),
  /** To hosts, at most daily. Never a body. */
  z.object({
    template: z.literal('host-notice'),
    held: z.array(z.object({ sender: z.string(), reason: holdReason, letter: z.string() })),
    undeliverable: z.array(z.object({ member: z.string(), letter: z.string() })),
    /** How many of either kind didn't fit the letter. */
    more: z.number().int().positive().optional(),
  }),
]);
export type LetterContent = z.infer<typeof letterContent>;
export type Template = LetterContent['template'];
