import { type Receiving, TransactionTooLarge } from './ports.ts';
import type { Received } from './received.ts';
import { receiveMail } from './receiveMail.ts';

/**
 * Decides a stored message as `receiveMail` does; one that can never be committed is set aside, whole.
 * @throws any fault that may pass: the message stays undecided
 */
export async function decideRawMail(deps: Receiving, rawId: string): Promise<Received | undefined> {
  try {
    return await receiveMail(deps, rawId);
  } catch (fault) {
    if (!(fault instanceof TransactionTooLarge)) throw fault;
    deps.log.error('mail set aside', { raw: rawId, fault: fault.name });
    await deps.rawMail.decided(rawId, 'while-held');
    return undefined;
  }
}
