import { later, type ReplyMessage } from '@crewtide/domain';
import type { Located } from './locate.ts';
import type { Authenticity, RawMessage, Receiving } from './ports.ts';
import { isConfirmation } from './settleHeldMail.ts';

/** How long a message waits for a DNS that gives no answer. */
const PATIENCE = { hours: 1 } as const;

/**
 * Whether a reply is from the member whose address stands in From. `unproven`: she is asked. Her word on mail that was held is
 * taken by its letter alone, which nobody but she got: asked again she could do no more.
 */
export async function proveSender(
  deps: Pick<Receiving, 'authenticate' | 'clock'>,
  raw: RawMessage,
  { request, from = '' }: Pick<ReplyMessage, 'request' | 'from'>,
  { letter, by }: Pick<Extract<Located, { found: 'letter' }>, 'letter' | 'by'>,
): Promise<'hers' | 'unproven' | 'not-now'> {
  if (by === 'letter' && isConfirmation(letter, request)) return 'hers';
  const found = await deps.authenticate(raw.bytes, raw.envelope, from);
  if (found === 'not-now') {
    return later(raw.receivedAt, PATIENCE) > deps.clock.now() ? 'not-now' : 'unproven';
  }
  return COUNTS[by].has(found) ? 'hers' : 'unproven';
}

/** A letter's own address went to her alone; a crew's thread is known to all of its crew. */
const COUNTS: Readonly<Record<'letter' | 'thread', ReadonlySet<Authenticity>>> = {
  letter: new Set(['aligned', 'no-policy', 'not-checked']),
  thread: new Set(['aligned', 'not-checked']),
};
