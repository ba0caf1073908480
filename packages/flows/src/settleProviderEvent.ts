import {
  asksAgainAt,
  bringsMail,
  type Instant,
  looksForMailAt,
  type ProviderEvent,
  type Stored,
} from '@crewtide/domain';
import { decideRawMail } from './decideRawMail.ts';
import { hearNews } from './hearNews.ts';
import { type ProvidedMail, ProviderFault, type Receiving } from './ports.ts';
import { dueEvent, type EventSettled, putOff, settle } from './settledEvent.ts';

/**
 * What a provider told us of takes effect: mail is fetched, made durable and decided; news of a letter changes the letter and
 * its address. Done twice it is as once.
 * @throws StoreFault, or any fault but the provider's: an event that has not taken effect stays due
 */
export async function settleProviderEvent(deps: Receiving, id: string): Promise<EventSettled> {
  if (!bringsMail(id)) return hearNews(deps, id);
  const event = await dueEvent(deps, id);
  return event?.happening.name === 'received' ? fetchMail(deps, event, event.happening.mail) : 'not-due';
}

/** Once its bytes are durable the event is settled: what is not decided now the undecided mail tells of. */
async function fetchMail(deps: Receiving, event: Stored<ProviderEvent>, mail: string): Promise<EventSettled> {
  const fetched = await fetchedOr(deps, mail);
  if (fetched instanceof ProviderFault) return askAgain(deps, event, fetched);
  if (fetched === undefined) return lookAgain(deps, event);
  const { envelope, bytes, receivedAt } = fetched;
  const raw = await deps.rawMail.put(envelope, bytes, notAfter(receivedAt, deps.clock.now()));
  const done = await settle(deps, event, 'fetched');
  await decideRawMail(deps, raw);
  return done;
}

async function fetchedOr(
  { inbox }: Receiving,
  mail: string,
): Promise<ProvidedMail | ProviderFault | undefined> {
  if (inbox === undefined) return new ProviderFault('no provider receives for this house');
  try {
    return await inbox.fetch(mail);
  } catch (fault) {
    if (fault instanceof ProviderFault) return fault;
    throw fault;
  }
}

/** A provider's clock may be ahead of ours. */
const notAfter = (at: Instant, now: Instant): Instant => (at < now ? at : now);

async function lookAgain(deps: Receiving, event: Stored<ProviderEvent>): Promise<EventSettled> {
  const due = looksForMailAt(event, deps.clock.now());
  if (due === undefined) return settle(deps, event, 'mail-gone');
  deps.log.warn('mail not at the provider', { event: event.id, tries: event.tries + 1 });
  return putOff(deps, event, due);
}

async function askAgain(
  deps: Receiving,
  event: Stored<ProviderEvent>,
  { message, retryAfterSeconds }: ProviderFault,
): Promise<EventSettled> {
  const due = asksAgainAt(event, deps.clock.now(), retryAfterSeconds);
  if (due === undefined) return settle(deps, event, 'given-up');
  deps.log.warn('provider not reached', { event: event.id, tries: event.tries + 1, message });
  return putOff(deps, event, due);
}
