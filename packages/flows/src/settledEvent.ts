import { type Instant, type ProviderEvent, type Stored, settled } from '@crewtide/domain';
import type { Deciding } from './ports.ts';

export type EventSettled =
  | 'settled'
  /** The provider can't be asked now, or the letter's own mark is waited for. */
  | 'put-off'
  /** It is not there, was settled before, or is not due yet. */
  | 'not-due';

export async function dueEvent(
  { store, clock }: Deciding,
  id: string,
): Promise<Stored<ProviderEvent> | undefined> {
  const event = await store.providerEvents.get(id);
  return event?.due === undefined || event.due > clock.now() ? undefined : event;
}

/** Where another worker was first, its word stands. */
export async function settle(
  deps: Deciding,
  event: Stored<ProviderEvent>,
  how: string,
): Promise<EventSettled> {
  await deps.store.providerEvents.replace(settled(event));
  const write = how === 'given-up' || how === 'mail-gone' ? deps.log.error : deps.log.info;
  write('provider event settled', { event: event.id, happening: event.happening.name, how });
  return 'settled';
}

export async function putOff(
  deps: Deciding,
  event: Stored<ProviderEvent>,
  due: Instant,
): Promise<EventSettled> {
  await deps.store.providerEvents.replace({ ...event, due, tries: event.tries + 1 });
  return 'put-off';
}
