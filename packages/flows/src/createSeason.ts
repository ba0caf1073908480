import { type CrewId, nothing, replace, type SeasonId, type SeasonRefused, seasonId } from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import {
  crewsIn,
  type NewSeason,
  practiceFor,
  startSeason,
  type Warning,
  warningsAgain,
} from './createSeasonStart.ts';
import { answeredBefore, type HostRequest, marksOf } from './hostRequest.ts';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';

export type SeasonCreated =
  /** `repeated`: the same request came before under this key. */
  | {
      readonly outcome: 'created' | 'repeated';
      /** The season's. */
      readonly id: SeasonId;
      readonly warnings: readonly Warning[];
    }
  | { readonly outcome: 'key-reused' | 'no-such-crew' }
  /** It has a season that hasn't ended, or was celebrated as complete. */
  | { readonly outcome: 'season-running' | 'crew-complete' }
  | SeasonRefused;

/** A season for a crew that has none now: with those of it who have not left the congregation. */
export async function createSeason(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  input: NewSeason & { readonly crew: CrewId },
): Promise<SeasonCreated> {
  const id = seasonId.parse(deps.ids.fresh());
  const { crew: of, ...agreed } = input;
  return decideAndCommit<SeasonCreated>(deps, store, async () => {
    const now = deps.clock.now();
    const refused = (outcome: SeasonCreated) => ({ decision: nothing, outcome });
    const [earlier, crew, congregation, practice, crews] = await Promise.all([
      answeredBefore(store, request),
      store.get('crew', of),
      congregationOf(store),
      practiceFor(store, agreed),
      crewsIn(store),
    ]);
    if (earlier?.outcome === 'key-reused') return refused(earlier);
    if (earlier !== undefined) {
      return refused({
        outcome: 'repeated',
        id: seasonId.parse(earlier.id),
        warnings: await warningsAgain(store, of, now),
      });
    }
    if (crew === undefined) return refused({ outcome: 'no-such-crew' });
    if (crew.completedAt !== undefined) return refused({ outcome: 'crew-complete' });
    const [last, all] = await Promise.all([
      crew.season === undefined ? undefined : store.get('season', crew.season),
      store.getMany('member', crew.members),
    ]);
    if (last !== undefined && last.state.name !== 'ended') return refused({ outcome: 'season-running' });
    const started = await startSeason(store, {
      id,
      crew,
      members: all.filter((member) => member.standing.name !== 'left'),
      number: (last?.number ?? 0) + 1,
      agreed,
      around: { congregation, practice, crews },
      now,
    });
    if (started.outcome !== 'started') return refused(started);
    const { decision, warnings } = started;
    return {
      decision: {
        ...decision,
        records: [
          replace(crew, { ...crew, season: id }),
          ...decision.records,
          ...marksOf(deps, request, 'create-season', id, now),
        ],
      },
      outcome: { outcome: 'created', id, warnings },
    };
  });
}
