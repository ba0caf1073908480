import {
  type Decision,
  dayOf,
  decideHold,
  derivedId,
  type HeldMail,
  type HoldReason,
  heldMailId,
  type Incoming,
  letterIdOf,
  nothing,
  slotOfHold,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import type { Located } from './locate.ts';
import { noticeContext } from './noticeContext.ts';
import type { Deciding, RawMessage } from './ports.ts';
import type { Received } from './received.ts';

/** Keeps a message that can't be counted until its member or a host decides; its member is asked, the hosts hear of it. */
export async function holdMail(
  deps: Deciding,
  raw: RawMessage,
  message: Exclude<Incoming, { kind: 'automatic' | 'bounce' }>,
  located: Exclude<Located, { found: 'nothing' }>,
  reason: HoldReason,
): Promise<Received> {
  const store = deps.store.of(located.congregation);
  const id = heldMailId.parse(
    message.kind === 'reply' && message.messageId !== undefined
      ? derivedId('held', message.from ?? '', message.messageId, message.contentHash)
      : derivedId('held', raw.id),
  );
  return decideAndCommit<Received>(deps, store, async () => {
    const held = await store.get('held-mail', id);
    if (held !== undefined) return { decision: nothing, outcome: heldBefore(held, raw) };
    const notice = await noticeContext(deps, store);
    const day = dayOf(notice.congregation, notice.now);
    const { member } = located;
    const decision: Decision = decideHold({
      id,
      reason,
      sender: message.from ?? '',
      member,
      letter: located.found === 'letter' ? located.letter : undefined,
      about: message.subject.slice(0, 200),
      raw: raw.id,
      receivedAt: raw.receivedAt,
      told:
        member !== undefined &&
        (await store.get('letter', letterIdOf(slotOfHold(reason, day), member.id))) !== undefined,
      day,
      notice,
    });
    return { decision, outcome: { outcome: 'held', reason } };
  });
}

/** The very bytes that are held stay held when they are decided again; the same message carried anew is not needed. */
const heldBefore = (held: HeldMail, raw: RawMessage): Received =>
  held.state.name === 'held' && held.raw === raw.id
    ? { outcome: 'held', reason: held.reason }
    : { outcome: 'duplicate' };
