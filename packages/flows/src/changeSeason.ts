import {
  applyChanges,
  type ChangeRefused,
  decideChanged,
  nothing,
  type SeasonChange,
  type SeasonId,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import type { CongregationStore, Deciding } from './ports.ts';
import { seasonAtHand } from './tellChanges.ts';

export interface SeasonChanges {
  readonly season: SeasonId;
  /** Made together or not at all, in this order. */
  readonly changes: readonly SeasonChange[];
}

export type SeasonChanged =
  /** Also where everything was so already. */
  | { readonly outcome: 'changed'; readonly id: SeasonId }
  | Exclude<Created, { readonly outcome: 'created' }>
  | { readonly outcome: 'no-such-season' }
  | { readonly outcome: 'refused'; readonly why: ChangeRefused };

/** A host changes a season; its crew hears at once. */
export async function changeSeason(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  { season: id, changes }: SeasonChanges,
): Promise<SeasonChanged> {
  return decideAndCommit<SeasonChanged>(deps, store, async () => {
    const now = deps.clock.now();
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    const loaded = await seasonAtHand(store, id);
    if (loaded === undefined) return { decision: nothing, outcome: { outcome: 'no-such-season' } };
    const made = applyChanges(loaded.season, changes, loaded.members, now);
    if (made.outcome === 'refused') return { decision: nothing, outcome: made };
    const changed = decideChanged({ ...loaded, changed: made.season, tellAt: now, open: [], now });
    return {
      decision: {
        ...changed,
        records: [...changed.records, ...marksOf(deps, request, 'change-season', id, now)],
      },
      outcome: { outcome: 'changed', id },
    };
  });
}
