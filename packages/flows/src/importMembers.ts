import {
  type Appointment,
  addressKey,
  create,
  decideImportStep,
  type ImportId,
  type ImportRow,
  importId,
  later,
  localTimeAt,
  type MemberImport,
  nothing,
  ROWS_A_STEP,
  remove,
  replace,
  type Stored,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/** More would not fit into the record that keeps an import's rows. */
export const IMPORT_ROWS = 500;

/** If this process dies on the way, the agenda finishes the import. */
const FINISHED_BY_AGENDA_AFTER = { minutes: 1 } as const;

/** Records the rows, then adds them step by step; rows that cannot be added are reported, never lost. */
export async function importMembers(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  rows: readonly ImportRow[],
): Promise<Created> {
  const id = importId.parse(deps.ids.fresh());
  const recorded = await decideAndCommit<Created>(deps, store, async () => {
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    const now = deps.clock.now();
    const congregation = await congregationOf(store);
    const due = later(now, FINISHED_BY_AGENDA_AFTER);
    const appointment: Appointment = {
      kind: 'appointment',
      id: slotOfImport(id),
      errand: { name: 'import', import: id },
      at: localTimeAt(due, congregation.zone),
      zone: congregation.zone,
      usefulUntil: later(now, { days: 30 }),
      due,
    };
    const record: MemberImport = {
      kind: 'import',
      id,
      by: request.host,
      rows: [...rows],
      next: 0,
      report: [],
      startedAt: now,
    };
    return {
      decision: {
        ...nothing,
        records: [create(record), ...marksOf(deps, request, 'import-members', id, now)],
        appointments: [appointment],
      },
      outcome: { outcome: 'created', id },
    };
  });
  if (recorded.outcome !== 'key-reused') await finishImport(deps, store, importId.parse(recorded.id));
  return recorded;
}

const slotOfImport = (id: ImportId): string => `import#${id}`;

/** Takes up an import where it stands; harmless to call again. */
export async function finishImport(deps: Deciding, store: CongregationStore, id: ImportId): Promise<void> {
  for (let more = true; more; ) {
    more = await decideAndCommit(deps, store, async () => {
      const found = await store.get('import', id);
      if (found === undefined) return { decision: nothing, outcome: false };
      return found.next < found.rows.length ? nextStep(deps, store, found) : closing(store, found);
    });
  }
}

async function nextStep(deps: Deciding, store: CongregationStore, found: Stored<MemberImport>) {
  const keys = found.rows.slice(found.next, found.next + ROWS_A_STEP).map((row) => addressKey(row.email));
  // Read before the members are counted, and changed with them: of two imports at once the second counts anew.
  const congregation = await congregationOf(store);
  const [owners, members, host] = await Promise.all([
    store.getMany(
      'address',
      [...new Set(keys)].filter((key) => key !== ''),
    ),
    store.list('member', { limit: 1000 }),
    store.get('member', found.by),
  ]);
  const decision = decideImportStep({
    import: found,
    taken: new Set(owners.map((owner) => owner.id)),
    addedBy: host?.name ?? congregation.name,
    zone: congregation.zone,
    memberCount: members.items.length,
    now: deps.clock.now(),
  });
  const counted = replace(congregation, congregation);
  return { decision: { ...decision, records: [...decision.records, counted] }, outcome: true };
}

async function closing(store: CongregationStore, found: Stored<MemberImport>) {
  const appointment = await store.get('appointment', slotOfImport(found.id));
  return {
    decision: appointment === undefined ? nothing : { ...nothing, records: [remove(appointment)] },
    outcome: false,
  };
}
