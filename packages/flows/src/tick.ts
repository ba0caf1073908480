import { type Instant, later } from '@crewtide/domain';
import { decideRawMail } from './decideRawMail.ts';
import { describeFault } from './describeFault.ts';
import type { AgendaEntry, Deps } from './ports.ts';
import { LEASE, sendPage } from './sendPage.ts';
import { settleProviderEvent } from './settleProviderEvent.ts';
import { strike } from './strike.ts';
import { whatIsDue, whoseTurn } from './whatIsDue.ts';

/** So many of them are taken up in a tick; at least one of each congregation. */
const ENTRIES_A_TICK = 240;
/** What fails takes nobody's turn, as long as it is not nearly everything. */
const FAULTS_A_TICK = 600;
const MESSAGES_A_TICK = 200;

export interface Ticked {
  readonly appointments: number;
  readonly pages: number;
  readonly letters: number;
  /** What a provider told us. */
  readonly events: number;
  readonly faults: number;
}

/**
 * Carries out what is due, one entry of each congregation in turn, `lanes` entries at a time. An entry that fails stays in
 * the agenda, and stops no other.
 */
export async function tick(deps: Deps, lanes = 1): Promise<Ticked> {
  const turns = await whatIsDue(deps, { overdue: 'every' });
  const done = { appointments: 0, pages: 0, letters: 0, events: 0, faults: 0 };
  const congregations = new Set(turns.map(whoseTurn)).size;
  const most = Math.max(ENTRIES_A_TICK, congregations);
  let carriedOut = 0;
  await inLanes(turns, lanes, async (entry) => {
    if (carriedOut >= most || done.faults >= FAULTS_A_TICK) return;
    try {
      await carryOut(deps, entry, done);
      carriedOut += 1;
    } catch (fault) {
      done.faults += 1;
      deps.log.error('due work failed', { kind: entry.kind, ...describeFault(fault) });
    }
  });
  return done;
}

/** In their order, `lanes` at a time. */
async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function carryOut(
  deps: Deps,
  entry: AgendaEntry,
  done: { -readonly [K in keyof Ticked]: number },
): Promise<void> {
  if (entry.kind === 'provider-event') {
    if ((await settleProviderEvent(deps, entry.id)) !== 'not-due') done.events += 1;
    return;
  }
  if (entry.kind === 'appointment') {
    const struck = await strike(deps, entry.congregation, entry.id);
    if (struck !== 'not-due') done.appointments += 1;
    return;
  }
  const sent = await sendPage(deps, entry.congregation, entry.id);
  if (sent.outcome === 'not-ours') return;
  done.pages += 1;
  done.letters += sent.accepted;
}

/** Decides mail that was stored and not decided, `lanes` messages at a time; returns how many of them were. */
export async function decideUndecided(deps: Deps, lanes: number): Promise<number> {
  const ids = await deps.rawMail.undecided(MESSAGES_A_TICK);
  let decided = 0;
  await inLanes(ids, lanes, async (id) => {
    if (await decideOne(deps, id)) decided += 1;
  });
  return decided;
}

/** Now (true), or at a later tick; one that is not there, or was set aside, is none. */
async function decideOne(deps: Deps, rawId: string): Promise<boolean> {
  try {
    return (await decideRawMail(deps, rawId)) !== undefined;
  } catch (fault) {
    deps.log.error('mail not decided', { raw: rawId, ...describeFault(fault) });
    return false;
  }
}

/** Pages that another process may hold are looked through this far. */
const CLAIMED_READ = 5000;

/** After a crash, in a house with a single worker: what it had claimed is due again at once. */
export async function recover(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const entries = await deps.store.due(later(now, LEASE), CLAIMED_READ);
  let freed = 0;
  for (const entry of entries) {
    try {
      if (entry.kind === 'letter-page' && (await isFreed(deps, entry, now))) freed += 1;
    } catch (fault) {
      // Its lease ends by itself, and nothing else waits for it.
      deps.log.error('claimed page not freed', describeFault(fault));
    }
  }
  return freed;
}

async function isFreed(
  { store }: Deps,
  { congregation, id }: Exclude<AgendaEntry, { kind: 'provider-event' }>,
  now: Instant,
): Promise<boolean> {
  const page = await store.of(congregation).get('letter-page', id);
  if (page?.claimedBy === undefined) return false;
  const { claimedBy: _, ...free } = page;
  const record = { ...free, due: now };
  return (await store.of(congregation).commit([{ change: 'replace', record }])) === 'committed';
}
