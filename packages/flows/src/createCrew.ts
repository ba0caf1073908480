import {
  type Crew,
  create,
  crewId,
  type Decision,
  type MemberId,
  nothing,
  type SeasonRefused,
  seasonId,
  type TimeZone,
  takesPart,
} from '@crewtide/domain';
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

export interface NewCrew {
  readonly name: string;
  /** Different members: two to seven, and three or more where it has a season. */
  readonly members: readonly MemberId[];
  readonly zone: TimeZone | undefined;
  /** What it agreed to, if it has. */
  readonly season?: NewSeason | undefined;
}

export type CrewCreated =
  /** `repeated`: the same request came before under this key. */
  | {
      readonly outcome: 'created' | 'repeated';
      readonly id: string;
      readonly warnings: readonly Warning[];
    }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'unknown-members' | 'not-taking-part'; readonly members: readonly MemberId[] }
  | SeasonRefused;

/** A crew, with its season if it has agreed to one: its members hear of it, and the first prompt is appointed. */
export async function createCrew(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  input: NewCrew,
): Promise<CrewCreated> {
  const id = crewId.parse(deps.ids.fresh());
  const season = input.season && seasonId.parse(deps.ids.fresh());
  return decideAndCommit<CrewCreated>(deps, store, async () => {
    const now = deps.clock.now();
    const refused = (outcome: CrewCreated) => ({ decision: nothing, outcome });
    const [earlier, members, congregation, practice, crews] = await Promise.all([
      answeredBefore(store, request),
      store.getMany('member', input.members),
      congregationOf(store),
      practiceFor(store, input.season),
      input.season === undefined ? [] : crewsIn(store),
    ]);
    if (earlier?.outcome === 'key-reused') return refused(earlier);
    if (earlier !== undefined) {
      return refused({ ...earlier, warnings: await warningsAgain(store, earlier.id, now) });
    }
    const known = new Set(members.map((member) => member.id));
    const unknown = input.members.filter((member) => !known.has(member));
    if (unknown.length > 0) return refused({ outcome: 'unknown-members', members: unknown });
    const away = members.filter((member) => !takesPart(member, now)).map((member) => member.id);
    if (away.length > 0) return refused({ outcome: 'not-taking-part', members: away });
    const crew: Crew = {
      kind: 'crew',
      id,
      name: input.name,
      members: [...input.members],
      zone: input.zone ?? congregation.zone,
      ...(season === undefined ? {} : { season }),
      createdAt: now,
    };
    const marks = marksOf(deps, request, 'create-crew', id, now);
    const withCrew = (decision: Decision): Decision => ({
      ...decision,
      records: [create(crew), ...decision.records, ...marks],
    });
    if (input.season === undefined || season === undefined) {
      return { decision: withCrew(nothing), outcome: { outcome: 'created', id, warnings: [] } };
    }
    const started = await startSeason(store, {
      id: season,
      crew,
      members,
      number: 1,
      agreed: input.season,
      around: { congregation, practice, crews },
      now,
    });
    if (started.outcome !== 'started') return refused(started);
    return {
      decision: withCrew(started.decision),
      outcome: { outcome: 'created', id, warnings: started.warnings },
    };
  });
}
