import {
  type CongregationId,
  hasEnded,
  type LetterId,
  type LetterPage,
  later,
  type Stored,
  withBatches,
} from '@crewtide/domain';
import { readyToSend } from './freeze.ts';
import { type Mark, markSent } from './markSent.ts';
import { offer } from './offer.ts';
import type { CongregationStore, Sending } from './ports.ts';
import { tellOfUndeliverable } from './tellOfUndeliverable.ts';

/** A claimed page comes back to the agenda by itself after this. */
export const LEASE = { minutes: 5 } as const;
/** Past this part of the lease nothing further is offered, so that no two workers hold one page. */
const OFFERED_FOR = { minutes: 3 } as const;

export type PageSent =
  /** Another worker has it, or it is done. */
  | { readonly outcome: 'not-ours' }
  | { readonly outcome: 'finished' | 'to-be-continued'; readonly accepted: number };

/** Claims a page of the outbox, freezes its letters, offers them to the carrier, and marks how it went. */
export async function sendPage(
  deps: Sending,
  congregation: CongregationId,
  pageId: string,
): Promise<PageSent> {
  const store = deps.store.of(congregation);
  const claimed = await claim(deps, store, pageId);
  if (claimed === undefined) return { outcome: 'not-ours' };
  const { page, requests, waiting } = claimed;
  const { marks, left, waitSeconds } = await offer(deps, requests, later(deps.clock.now(), OFFERED_FOR));
  const allEnded = marks.every((mark) => hasEnded(mark.to));
  const finished = allEnded && !waiting;
  await markSent(deps, store, page, marks, {
    finished,
    onlyWaits: allEnded && waiting,
    waitSeconds,
    batches: stillOpen(page, marks),
    turns: beginningWith(left, page.letters),
  });
  const accepted = marks.filter((mark) => mark.to.state.name === 'sent').length;
  deps.log.info('page sent', { page: pageId, accepted, of: page.letters.length, finished });
  return { outcome: finished ? 'finished' : 'to-be-continued', accepted };
}

/** One transaction takes the lease, freezes, and records the batches; whoever loses the race for it has done nothing. */
async function claim(deps: Sending, store: CongregationStore, pageId: string) {
  const now = deps.clock.now();
  const page = await store.get('letter-page', pageId);
  if (page === undefined || page.due > now) return undefined;
  const { changes, requests, parked, waiting } = await readyToSend(deps, store, page);
  await tellOfUndeliverable(deps, store, parked);
  const batches = requests.flatMap(({ batch }) => batch ?? []);
  const lease: LetterPage = {
    ...withBatches(page, batches),
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
  return { page: claimed, requests, waiting };
}

/** Batches with a letter that may be with the carrier: they will be repeated. The letters of the others stand alone again. */
function stillOpen({ batches = [] }: LetterPage, marks: readonly Mark[]) {
  const open = new Set(marks.flatMap(({ to }) => (to.state.name === 'sending' ? [to.id] : [])));
  return batches.filter(({ letters }) => letters.some((id) => open.has(id)));
}

/** What was left comes first at the next try, or mailboxes that take nothing would keep it back again and again. */
function beginningWith(first: LetterId | undefined, ids: readonly LetterId[]): readonly LetterId[] {
  const at = first === undefined ? 0 : ids.indexOf(first);
  return [...ids.slice(at), ...ids.slice(0, at)];
}
