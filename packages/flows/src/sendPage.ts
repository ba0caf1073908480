import {
  answered,
  type CongregationId,
  hasEnded,
  type Instant,
  type LetterId,
  type LetterPage,
  later,
  type Stored,
} from '@crewtide/domain';
import { type Ready, readyToSend } from './freeze.ts';
import { type Mark, markSent } from './markSent.ts';
import type { CongregationStore, Delivery, Sending } from './ports.ts';
import { tellOfUndeliverable } from './tellOfUndeliverable.ts';

/** A claimed page comes back to the agenda by itself after this. */
export const LEASE = { minutes: 5 } as const;
/** Past this part of the lease no further letter is offered, so that no two workers hold one page. */
const OFFERED_FOR = { minutes: 3 } as const;
/** So many in a row that could not be delivered, and the rest of the page is left for the next try. */
const DEAD_AFTER = 3;

const NOT_OFFERED: Delivery = { outcome: 'later', status: 'not offered' };

export type PageSent =
  /** Another worker has it, or it is done. */
  | { readonly outcome: 'not-ours' }
  | { readonly outcome: 'finished' | 'to-be-continued'; readonly accepted: number };

/** Claims a page of the outbox, freezes its letters, offers them to the carrier one by one, and marks how it went. */
export async function sendPage(
  deps: Sending,
  congregation: CongregationId,
  pageId: string,
): Promise<PageSent> {
  const store = deps.store.of(congregation);
  const claimed = await claim(deps, store, pageId);
  if (claimed === undefined) return { outcome: 'not-ours' };
  const { marks, left } = await offer(deps, claimed.ready, later(deps.clock.now(), OFFERED_FOR));
  const allEnded = marks.every((mark) => hasEnded(mark.to));
  const finished = allEnded && !claimed.waiting;
  const onlyWaits = allEnded && claimed.waiting;
  const turns = beginningWith(left, claimed.page.letters);
  await markSent(deps, store, { page: claimed.page, marks, finished, onlyWaits, turns });
  const accepted = marks.filter((mark) => mark.to.state.name === 'sent').length;
  deps.log.info('page sent', { page: pageId, accepted, of: claimed.page.letters.length, finished });
  return { outcome: finished ? 'finished' : 'to-be-continued', accepted };
}

/** One transaction takes the lease and freezes; whoever loses the race for it has done nothing. */
async function claim(deps: Sending, store: CongregationStore, pageId: string) {
  const now = deps.clock.now();
  const page = await store.get('letter-page', pageId);
  if (page === undefined || page.due > now) return undefined;
  const { changes, ready, parked, waiting } = await readyToSend(deps, store, page.letters);
  await tellOfUndeliverable(deps, store, parked);
  const lease: LetterPage = {
    ...page,
    due: later(now, LEASE),
    claimedBy: deps.worker,
    tries: page.tries + 1,
  };
  const taken = await store.commit([
    { change: 'replace', record: { ...lease, version: page.version } },
    ...changes,
  ]);
  if (taken === 'conflict') return undefined;
  const claimed: Stored<LetterPage> = { ...lease, version: page.version + 1 };
  return { page: claimed, ready, waiting };
}

interface Offered {
  readonly marks: readonly Mark[];
  /** The first letter that was left for the next try. */
  readonly left: LetterId | undefined;
}

async function offer(deps: Sending, ready: readonly Ready[], until: Instant): Promise<Offered> {
  const marks: Mark[] = [];
  let left: LetterId | undefined;
  let failuresInARow = 0;
  for (const { letter, member, frozen } of ready) {
    const isLeft = failuresInARow === DEAD_AFTER || deps.clock.now() >= until;
    if (isLeft) left ??= letter.id;
    const delivery = isLeft ? NOT_OFFERED : await delivered(deps, letter.id, frozen);
    const isDead = delivery.outcome === 'later' || delivery.outcome === 'unknown';
    failuresInARow = isDead ? Math.min(failuresInARow + 1, DEAD_AFTER) : 0;
    marks.push({ letter, member, to: answered(letter, delivery, deps.clock.now()) });
  }
  return { marks, left };
}

/** What was left comes first at the next try, or mailboxes that take nothing would keep it back again and again. */
function beginningWith(first: LetterId | undefined, ids: readonly LetterId[]): readonly LetterId[] {
  const at = first === undefined ? 0 : ids.indexOf(first);
  return [...ids.slice(at), ...ids.slice(0, at)];
}

/** A carrier's fault is no answer: whether the letter left is not known. */
async function delivered(deps: Sending, key: string, frozen: Uint8Array): Promise<Delivery> {
  try {
    return await deps.carrier.deliver(key, frozen);
  } catch (fault) {
    const cause = fault instanceof Error ? fault.name : 'unknown';
    deps.log.error('carrier failed', { letter: key, fault: cause });
    return { outcome: 'unknown', cause };
  }
}
