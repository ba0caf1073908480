import {
  asksAgainAt,
  decideNews,
  type Instant,
  looksAgainAt,
  looksForMailAt,
  type NewsOfLetter,
  nothing,
  type ProviderEvent,
  type Stored,
  settled,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { decideRawMail } from './decideRawMail.ts';
import { noticeContext, wereTold } from './noticeContext.ts';
import { type ProvidedMail, ProviderFault, type Receiving } from './ports.ts';

export type EventSettled =
  | 'settled'
  /** The provider can't be asked now, or the letter's own mark is waited for. */
  | 'put-off'
  /** It is not there, was settled before, or is not due yet. */
  | 'not-due';

/**
 * What a provider told us of takes effect: mail is fetched, made durable and decided; news of a letter changes the letter and
 * its address. Done twice it is as once.
 * @throws StoreFault, or any fault but the provider's: an event that has not taken effect stays due
 */
export async function settleProviderEvent(deps: Receiving, id: string): Promise<EventSettled> {
  const event = await deps.store.providerEvents.get(id);
  if (event?.due === undefined || event.due > deps.clock.now()) return 'not-due';
  const { happening } = event;
  switch (happening.name) {
    case 'received':
      return fetchMail(deps, event, happening.mail);
    case 'other':
      return settle(deps, event, 'kept');
    default:
      return hearOfLetter(deps, event, happening);
  }
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

async function hearOfLetter(
  deps: Receiving,
  event: Stored<ProviderEvent>,
  news: NewsOfLetter,
): Promise<EventSettled> {
  const store = deps.store.of(news.congregation);
  type Heard = { readonly again: Instant } | 'changed' | 'unchanged' | 'no-letter';
  const heard = await decideAndCommit<Heard>(deps, store, async () => {
    const letter = await store.get('letter', news.letter);
    if (letter === undefined) return { decision: nothing, outcome: 'no-letter' };
    const notice = await noticeContext(deps, store);
    const again = looksAgainAt(event, letter, notice.now);
    if (again !== undefined) return { decision: nothing, outcome: { again } };
    const member = await store.get('member', letter.to);
    const told = await wereTold(store, notice, letter);
    const decision = decideNews({ letter, member, news, toldAt: event.toldAt, notice, told });
    return { decision, outcome: decision.records.length > 0 ? 'changed' : 'unchanged' };
  });
  return typeof heard === 'string' ? settle(deps, event, heard) : putOff(deps, event, heard.again);
}

/** Where another worker was first, its word stands. */
async function settle(deps: Receiving, event: Stored<ProviderEvent>, how: string): Promise<EventSettled> {
  await deps.store.providerEvents.replace(settled(event));
  const write = how === 'given-up' || how === 'mail-gone' ? deps.log.error : deps.log.info;
  write('provider event settled', { event: event.id, happening: event.happening.name, how });
  return 'settled';
}

async function putOff(deps: Receiving, event: Stored<ProviderEvent>, due: Instant): Promise<EventSettled> {
  await deps.store.providerEvents.replace({ ...event, due, tries: event.tries + 1 });
  return 'put-off';
}
