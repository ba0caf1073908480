import { type Change, create, type Decision, pagesOf } from '@crewtide/domain';
import {
  type AgendaEntry,
  type CongregationStore,
  type Deciding,
  type GlobalChange,
  StoreFault,
} from './ports.ts';

/** How often a door loads and decides again when what it read had changed under it. */
const ATTEMPTS = 8;

/** Everything that a decision changes, its letters with the pages of the outbox that they leave in. */
function changesOf(decision: Decision, now: ReturnType<Deciding['clock']['now']>): readonly Change[] {
  return [
    ...decision.records,
    ...decision.letters.map(create),
    ...pagesOf(decision.letters, now).map(create),
    ...decision.appointments.map(create),
  ];
}

/** What comes due by a commit at once. */
const dueIn = (
  changes: readonly Change[],
  { congregation }: CongregationStore,
  { clock }: Pick<Deciding, 'clock'>,
): readonly AgendaEntry[] =>
  changes.flatMap((change) => {
    if (change.change !== 'create') return [];
    const { record } = change;
    const isDue =
      (record.kind === 'letter-page' || record.kind === 'appointment') && record.due <= clock.now();
    return isDue ? [{ congregation, kind: record.kind, id: record.id, due: record.due }] : [];
  });

/** What a door decided from what it loaded; the outcome is returned once the decision is committed. */
export interface Decided<Outcome> {
  readonly decision: Decision;
  readonly outcome: Outcome;
  readonly global?: readonly GlobalChange[];
}

/**
 * Load, decide, commit; again from the start when a condition failed. A commit whose answer was lost shows up as a
 * conflict, and the next load finds the decision's mark.
 * @throws StoreFault (retryable) when the records never hold still.
 */
export async function decideAndCommit<Outcome>(
  deps: Pick<Deciding, 'clock' | 'wake'>,
  store: CongregationStore,
  loadAndDecide: () => Promise<Decided<Outcome>>,
): Promise<Outcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { decision, outcome, global } = await loadAndDecide();
    const changes = changesOf(decision, deps.clock.now());
    if (changes.length === 0 && global === undefined) return outcome;
    if ((await store.commit(changes, global)) === 'committed') {
      if (decision.letters.length + decision.appointments.length > 0) deps.wake(dueIn(changes, store, deps));
      return outcome;
    }
  }
  throw new StoreFault(`records kept changing through ${ATTEMPTS} attempts`, true);
}
