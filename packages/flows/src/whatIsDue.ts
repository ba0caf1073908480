import { createHash } from 'node:crypto';
import { type Instant, later, millisecondsOf, roundRobin } from '@crewtide/domain';
import type { AgendaEntry, Clock, Store } from './ports.ts';

/** The agenda is read this far ahead, so that one congregation's many pages hide nobody else's. */
const ENTRIES_READ = 5000;
/** The store answers what is due before an instant; what is due at this very one is due. */
const JUST_NOW = { milliseconds: 1 } as const;

/**
 * At most `entries` that are due, one of each congregation in turn. Where they are told in hints, what is long overdue is told
 * now and then only; `every` tells all.
 */
export async function whatIsDue(
  { store, clock }: { readonly store: Pick<Store, 'due'>; readonly clock: Clock },
  options: { readonly entries?: number; readonly overdue?: 'every' | 'now-and-then' },
): Promise<readonly AgendaEntry[]> {
  const { entries = ENTRIES_READ, overdue = 'now-and-then' } = options;
  const now = clock.now();
  const due = await store.due(later(now, JUST_NOW), ENTRIES_READ);
  const told = overdue === 'every' ? due : due.filter((entry) => isTold(entry, now));
  return roundRobin(told, whoseTurn).slice(0, entries);
}

/** What a provider told us takes turns as one congregation. */
export const whoseTurn = (entry: AgendaEntry): string =>
  entry.kind === 'provider-event' ? entry.kind : entry.congregation;

const LONG = { minutes: -10 } as const;
const EVERY_MINUTES = 10;

/**
 * Whether a hint at an entry is worth its message in this minute: until it is ten minutes overdue always, and from then on in
 * one minute of ten, which its name chooses, so that no backlog and nothing that always fails floods a queue.
 */
export function isTold(entry: AgendaEntry, now: Instant): boolean {
  if (entry.due > later(now, LONG)) return true;
  const minute = Math.floor(millisecondsOf(now) / 60_000);
  return numberOf(entry) % EVERY_MINUTES === minute % EVERY_MINUTES;
}

const numberOf = (entry: AgendaEntry): number =>
  createHash('sha256')
    .update(`${whoseTurn(entry)}#${entry.id}`)
    .digest()
    .readUInt32BE();
