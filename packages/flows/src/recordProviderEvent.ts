import type { ProviderEvent } from '@crewtide/domain';
import type { Deciding } from './ports.ts';

/** What a provider told us of is in the table when this resolves; the same event comes once. */
export async function recordProviderEvent(
  deps: Pick<Deciding, 'store' | 'log' | 'wake'>,
  event: ProviderEvent,
): Promise<'recorded' | 'known'> {
  const recorded = await deps.store.providerEvents.record(event);
  deps.log.info('provider told', { happening: event.happening.name, recorded });
  if (recorded === 'recorded' && event.due !== undefined) {
    deps.wake([{ kind: 'provider-event', id: event.id, due: event.due }]);
  }
  return recorded;
}
