import {
  decideReply,
  type Incoming,
  type Instant,
  isContinued,
  later,
  nothing,
  ownsAddress,
  type ReplyId,
  type ReplyMessage,
  replyIdOf,
} from '@crewtide/domain';
import { certainReply, picturesToKeep } from './certainReply.ts';
import { decideAndCommit } from './commit.ts';
import { holdMail } from './holdMail.ts';
import { keepPhotos } from './keepPhotos.ts';
import { type Located, locate } from './locate.ts';
import type { RawMessage, Receiving } from './ports.ts';
import { proveSender } from './proveSender.ts';
import { receiveBounce } from './receiveBounce.ts';
import type { Received } from './received.ts';
import { isConfirmation, settleByReply } from './settleHeldMail.ts';

const RAW_KEPT = { days: 30 } as const;

/**
 * The second door: a message whose bytes are durable is read, located, decided and committed; then the raw mail is told how
 * long to keep it. Whatever happens in between, doing it again is harmless. Undefined where there is nothing to decide now: the
 * bytes are not there, or it can't be asked yet whether its sender wrote it, and it stays undecided.
 */
export async function receiveMail(deps: Receiving, rawId: string): Promise<Received | undefined> {
  const raw = await deps.rawMail.get(rawId);
  if (raw === undefined) return undefined;
  const message = await deps.read(raw.bytes, raw.envelope);
  const located = await locate(deps, message);
  const received = await decide(deps, raw, message, located);
  if (received === undefined) return undefined;
  await deps.rawMail.decided(raw.id, keepFor(received, message, located, deps.clock.now()));
  deps.log.info('mail received', {
    raw: raw.id,
    kind: message.kind,
    outcome: received.outcome,
    why: 'reason' in received ? received.reason : 'refusal' in received ? received.refusal : undefined,
  });
  return received;
}

function keepFor(
  received: Received,
  message: Incoming,
  located: Located,
  now: Instant,
): Instant | 'while-held' {
  const stranger = located.found === 'congregation' && located.member === undefined;
  const held = received.outcome === 'held' && !stranger;
  return held || (message.kind === 'reply' && isContinued(message) && !stranger)
    ? 'while-held'
    : later(now, RAW_KEPT);
}

async function decide(
  deps: Receiving,
  raw: RawMessage,
  message: Incoming,
  located: Located,
): Promise<Received | undefined> {
  if (message.kind === 'automatic') return { outcome: 'refused', refusal: 'automatic' };
  if (message.kind === 'bounce') return receiveBounce(deps, message, located);
  if (located.found === 'nothing') {
    return { outcome: 'refused', refusal: located.forged ? 'forged-token' : 'addressed-to-nobody' };
  }
  if (located.found === 'congregation') return withoutLetter(deps, raw, message, located);
  if (located.member === undefined) return { outcome: 'refused', refusal: 'member-gone' };
  if (message.from === undefined) return holdMail(deps, raw, message, located, 'no-sender');
  if (!ownsAddress(located.member, message.from))
    return holdMail(deps, raw, message, located, 'unknown-sender');
  if (message.kind === 'unreadable') return holdMail(deps, raw, message, located, 'unreadable');
  const sent = await proveSender(deps, raw, message, located);
  if (sent === 'hers') return count(deps, raw, message, located);
  if (await isCounted(deps, raw, message, located)) return { outcome: 'duplicate' };
  return sent === 'not-now' ? undefined : holdMail(deps, raw, message, located, 'unproven-sender');
}

type LocatedLetter = Extract<Located, { found: 'letter' }>;

const idOf = (raw: RawMessage, message: ReplyMessage, { letter }: LocatedLetter): ReplyId =>
  replyIdOf({ ...message, token: letter.id, from: message.from ?? '', raw: raw.id });

/** What was counted before is not held because its domain answers otherwise today. */
const isCounted = async (
  deps: Receiving,
  raw: RawMessage,
  message: ReplyMessage,
  located: LocatedLetter,
): Promise<boolean> => {
  const id = `${located.letter.thread}#${idOf(raw, message, located)}`;
  return (await deps.store.of(located.congregation).get('reply', id)) !== undefined;
};

async function count(
  deps: Receiving,
  raw: RawMessage,
  message: ReplyMessage,
  located: LocatedLetter,
): Promise<Received> {
  const store = deps.store.of(located.congregation);
  const id = idOf(raw, message, located);
  const pictures = await keepPhotos(deps, id, picturesToKeep(message, located.letter));
  // A reply that is there already makes its creation conflict; then it is looked for, and everything read anew.
  let again = false;
  return decideAndCommit<Received>(deps, store, async () => {
    if (again && (await store.get('reply', `${located.letter.thread}#${id}`))) {
      return { decision: nothing, outcome: { outcome: 'duplicate' } };
    }
    const reply = await certainReply(deps, store, {
      id,
      message,
      raw,
      letter: located.letter,
      expires: located.expires,
      pictures,
      member: again ? undefined : located.member,
    });
    again = true;
    if (reply === undefined)
      return { decision: nothing, outcome: { outcome: 'refused', refusal: 'member-gone' } };
    const settled =
      isConfirmation(reply.letter, reply.message.request) && (await settleByReply(deps, store, reply));
    if (settled) return { decision: settled, outcome: { outcome: 'settled-held-mail' } };
    const { received, ...decision } = decideReply(reply);
    return { decision, outcome: { outcome: received.outcome } };
  });
}

/** Written afresh to the congregation, or under a token that is not ours: held, unless a stranger guessed. */
async function withoutLetter(
  deps: Receiving,
  raw: RawMessage,
  message: Exclude<Incoming, { kind: 'automatic' | 'bounce' }>,
  located: Extract<Located, { found: 'congregation' }>,
): Promise<Received> {
  if (located.member === undefined && located.forged) return { outcome: 'refused', refusal: 'forged-token' };
  const reason = located.forged ? 'forged-token' : located.member ? 'no-letter-named' : 'unknown-sender';
  return holdMail(deps, raw, message, located, reason);
}
