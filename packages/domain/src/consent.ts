import type { Crew } from './crew.ts';
import type { CancelReason, Letter } from './letter.ts';
import type { Template } from './letterContent.ts';
import { firstAddress, type Member } from './member.ts';
import type { Prompt } from './prompt.ts';
import type { Instant } from './time.ts';

export type Consent =
  | { readonly letter: 'goes' }
  /** Her welcome has not left yet. */
  | { readonly letter: 'waits' }
  | { readonly letter: 'never'; readonly reason: CancelReason };

/** Answers to something she wrote herself: they go to whoever left or paused as well. */
const ANSWERS: ReadonlySet<Template> = new Set([
  'receipt',
  'confirm',
  'no-words',
  'unreadable',
  'echo',
  'change-unclear',
  'keepsake',
]);

const never = (reason: CancelReason): Consent => ({ letter: 'never', reason });

/**
 * Whether a letter may leave now (law 6: asked when it is first sent, not when it was planned); `crew` is the one whose
 * letter it is, `prompt` the one that it asks.
 */
export function consentTo(
  letter: Letter,
  to: Member | undefined,
  now: Instant,
  crew?: Pick<Crew, 'id' | 'members'>,
  prompt?: Pick<Prompt, 'state'>,
): Consent {
  if (to === undefined) return never('recipient-gone');
  if (letter.crew !== undefined && !(crew?.id === letter.crew && crew.members.includes(to.id))) {
    return never('not-in-crew');
  }
  if (letter.usefulUntil !== undefined && letter.usefulUntil <= now) return never('too-late');
  if (prompt !== undefined && prompt.state !== 'asked') return never('too-late');
  if (firstAddress(to).undeliverableSince !== undefined) return never('undeliverable');
  const { template } = letter.content;
  if (ANSWERS.has(template)) return { letter: 'goes' };
  if (to.standing.name === 'left') return never('left');
  if (template === 'welcome') return { letter: 'goes' };
  if (to.standing.name === 'paused' && to.standing.until > now) return never('paused');
  return to.welcomed ? { letter: 'goes' } : { letter: 'waits' };
}

/** Whether she takes part now: is asked, and reads what others answer. */
export const takesPart = (who: Member, now: Instant): boolean =>
  who.standing.name === 'active' || (who.standing.name === 'paused' && who.standing.until <= now);
