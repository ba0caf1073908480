import type { Incoming } from '@crewtide/domain';
import { automaticCauseOf } from './automatic.ts';
import { bounceOf } from './bounce.ts';
import { isCalendarAnswer, noteOf } from './calendarAnswer.ts';
import { contentHashOf } from './contentHash.ts';
import { type Envelope, headOf } from './head.ts';
import { type Message, parse } from './parse.ts';
import { picturesOf } from './pictures.ts';
import { requestOf } from './request.ts';
import { createTurns } from './turns.ts';
import { newWordsOf } from './words.ts';

/**
 * Understands one message: its raw bytes (RFC 5322) and the SMTP envelope they came in, whose empty `from` is the
 * null reverse-path. Never throws, whatever the bytes; what can't be read is `unreadable` and still has its head.
 */
export const read = (raw: Uint8Array, envelope: Envelope): Promise<Incoming> =>
  raw.length > LARGE ? inTurn(() => understand(raw, envelope)) : understand(raw, envelope);

/** Understanding takes up to forty times a message's bytes of memory: several large ones at once could end the process. */
const LARGE = 1_000_000;
const inTurn = createTurns();

async function understand(raw: Uint8Array, envelope: Envelope): Promise<Incoming> {
  const parsed = await parse(raw);
  const head = headOf(parsed.message, envelope);
  if (parsed.outcome === 'unreadable') return { ...head, kind: 'unreadable', cause: parsed.cause };

  return { ...head, ...kindOf(parsed.message, envelope, head.subject) };
}

function kindOf(message: Message, envelope: Envelope, subject: string) {
  const automatic = automaticCauseOf(message, envelope);
  if (automatic === 'our-own') return { kind: 'automatic', cause: automatic } as const;
  if (isCalendarAnswer(message)) return calendarAnswerOf(message);

  const bounce = bounceOf(message, automatic);
  if (bounce !== undefined) return { kind: 'bounce', ...bounce } as const;
  if (automatic !== undefined) return { kind: 'automatic', cause: automatic } as const;

  const { words, passages } = newWordsOf(message);
  const request = requestOf(words, subject);
  return {
    kind: 'reply',
    words,
    passages,
    pictures: picturesOf(message),
    contentHash: contentHashOf(message),
    ...(request === undefined ? {} : { request }),
  } as const;
}

/** What somebody wrote to the answer of her calendar is a reply; its subject, "Accepted: …", asks nothing. */
function calendarAnswerOf(message: Message) {
  const words = noteOf(newWordsOf(message).words);
  if (words === '') return { kind: 'automatic', cause: 'calendar-answer' } as const;
  return {
    kind: 'reply',
    words,
    passages: [{ quote: undefined, words }],
    pictures: picturesOf(message),
    contentHash: contentHashOf(message),
  } as const;
}
