import { later, receivedEvent } from '@crewtide/domain';
import type { Deciding, ProviderInbox } from './ports.ts';
import { recordProviderEvent } from './recordProviderEvent.ts';

/** A provider's list may show mail late, and its clock need not be ours. */
const OVERLAP = { minutes: -10 } as const;
const FIRST_LOOK_BACK = { hours: -48 } as const;

/**
 * Looks through a provider's list of received mail, newest first, down to where the last look ended, and records what no
 * webhook told of; it has the same name as the webhook's. Returns how many there were.
 * @throws ProviderFault or StoreFault: what was found is kept, and the next look begins where this one should have ended
 */
export async function sweepReceived(
  deps: Pick<Deciding, 'store' | 'clock' | 'log' | 'wake'> & { readonly inbox: ProviderInbox },
): Promise<number> {
  const { providerEvents } = deps.store;
  const began = deps.clock.now();
  const sweptUntil = await providerEvents.sweptUntil();
  const until = sweptUntil === undefined ? later(began, FIRST_LOOK_BACK) : later(sweptUntil, OVERLAP);
  let missed = 0;
  let after: string | undefined;
  do {
    const { items, next } = await deps.inbox.list(after);
    const recent = items.filter(({ receivedAt }) => receivedAt >= until);
    const events = recent.map(({ mail }) => receivedEvent(mail, began));
    const known = await providerEvents.known(events.map(({ id }) => id));
    for (const event of events) {
      if (!known.has(event.id) && (await recordProviderEvent(deps, event)) === 'recorded') missed += 1;
    }
    after = recent.length === items.length ? next : undefined;
  } while (after !== undefined);
  await providerEvents.setSweptUntil(began);
  if (missed > 0) deps.log.warn('mail that no webhook told of', { missed });
  return missed;
}
