import type { CancelReason, Letter, LetterState } from './letter.ts';
import type { Member } from './member.ts';
import { type Duration, type Instant, later } from './time.ts';

/** A provider's idempotency key lives 24 h; past 23 h from the first call nothing is repeated. */
const KEY_PROTECTS: Duration = { hours: 23 };

const BACKOFF_MINUTES = [1, 2, 5, 15, 30, 60] as const;

/** How a carrier's answer bears on the letter. */
export type Answer =
  | { readonly outcome: 'accepted'; readonly messageId: string }
  | { readonly outcome: 'refused'; readonly status: string }
  | {
      readonly outcome: 'later';
      /** Neither this call nor one before it was taken. */
      readonly neverTaken?: true;
    }
  | { readonly outcome: 'unknown' };

const withState = (letter: Letter, state: LetterState): Letter => ({ ...letter, state });

export const hasEnded = (letter: Letter): boolean =>
  letter.state.name !== 'planned' && letter.state.name !== 'sending';

export const cancelled = (letter: Letter, reason: CancelReason, at: Instant): Letter =>
  withState(letter, { name: 'cancelled', at, reason });

/** Recorded before the carrier is called; `firstTryAt` stays what it was. */
export const tried = (letter: Letter, now: Instant): Letter =>
  letter.state.name === 'sending'
    ? withState(letter, { ...letter.state, tries: letter.state.tries + 1 })
    : withState(letter, { name: 'sending', firstTryAt: now, tries: 1 });

/** Past this no try may follow, because nobody would notice that it repeats. */
export const mayTryAgain = (letter: Letter, now: Instant): boolean =>
  letter.state.name !== 'sending' || now < later(letter.state.firstTryAt, KEY_PROTECTS);

/** RFC 5321, 4.5.4.1: a sender gives up after 4 to 5 days. */
const PATIENCE: Duration = { days: 5 };

/** A carrier has put the letter off for as long as anybody should wait; its status is RFC 3463's "delivery time expired". */
export const givenUp = (letter: Letter, now: Instant): Letter | undefined =>
  letter.state.name === 'planned' && 'frozen' in letter.state && now >= later(letter.createdAt, PATIENCE)
    ? withState(letter, { name: 'refused', at: now, status: '4.4.7' })
    : undefined;

export const parked = (letter: Letter, at: Instant): Letter => withState(letter, { name: 'unknown', at });

/**
 * Where no call can have got through, the letter is planned again, and asked for consent anew; after a call whose outcome
 * is unknown it stays on its way.
 */
export function answered(letter: Letter, answer: Answer, at: Instant): Letter {
  switch (answer.outcome) {
    case 'accepted':
      return withState(letter, { name: 'sent', at, messageId: answer.messageId });
    case 'refused':
      return withState(letter, { name: 'refused', at, status: answer.status });
    case 'later':
      return letter.state.name === 'sending' && (letter.state.tries === 1 || answer.neverTaken)
        ? withState(letter, { name: 'planned', frozen: true })
        : letter;
    case 'unknown':
      return letter;
  }
}

/**
 * What the answers to one request mean for each of its letters. As long as one of them is unknown all will be offered
 * again, so none that was put off may leave otherwise meanwhile. Once one was accepted, the answers are those of every call
 * under the request's key, and what is put off in them was never taken.
 */
export function answersTogether(answers: readonly Answer[]): readonly Answer[] {
  const isOpen = answers.some(({ outcome }) => outcome === 'unknown');
  const wasTaken = answers.some(({ outcome }) => outcome === 'accepted');
  return answers.map((answer) => {
    if (answer.outcome !== 'later') return answer;
    if (isOpen) return { outcome: 'unknown' };
    return wasTaken ? { outcome: 'later', neverTaken: true } : answer;
  });
}

/** The longest that a carrier can have us wait. */
const LONGEST_WAIT_SECONDS = 86_400;

/** When a page is tried again whose carrier said how long to wait. */
export const afterWait = (now: Instant, seconds: number): Instant =>
  later(now, { seconds: Math.ceil(Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS)) });

/** Once her welcome has ended its way, whichever, a member's other letters need not wait for it. */
export const welcomedBy = (letter: Letter, member: Member): Member =>
  letter.content.template === 'welcome' ? { ...member, welcomed: true } : member;

/** When a page that could not be finished is tried again; `tries` counts from 1. */
export const nextTry = (now: Instant, tries: number): Instant =>
  later(now, { minutes: BACKOFF_MINUTES[Math.min(tries, BACKOFF_MINUTES.length) - 1] ?? 60 });
