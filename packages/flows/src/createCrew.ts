import {
  type Crew,
  create,
  crewId,
  type MemberId,
  nothing,
  type TimeZone,
  takesPart,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deps } from './ports.ts';

export interface NewCrew {
  readonly name: string;
  /** From two to seven different members. */
  readonly members: readonly MemberId[];
  readonly zone: TimeZone | undefined;
}

export type CrewCreated =
  | Created
  | { readonly outcome: 'unknown-members'; readonly members: readonly MemberId[] }
  | { readonly outcome: 'not-taking-part'; readonly members: readonly MemberId[] };

export async function createCrew(
  deps: Deps,
  store: CongregationStore,
  request: HostRequest,
  input: NewCrew,
): Promise<CrewCreated> {
  const id = crewId.parse(deps.ids.fresh());
  return decideAndCommit<CrewCreated>(deps, store, async () => {
    const now = deps.clock.now();
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    const members = await store.getMany('member', input.members);
    const known = new Set(members.map((member) => member.id));
    const unknown = input.members.filter((member) => !known.has(member));
    if (unknown.length > 0)
      return { decision: nothing, outcome: { outcome: 'unknown-members', members: unknown } };
    const away = members.filter((member) => !takesPart(member, now)).map((member) => member.id);
    if (away.length > 0) return { decision: nothing, outcome: { outcome: 'not-taking-part', members: away } };
    const { zone } = await congregationOf(store);
    const crew: Crew = {
      kind: 'crew',
      id,
      name: input.name,
      members: [...input.members],
      zone: input.zone ?? zone,
      createdAt: now,
    };
    return {
      decision: { ...nothing, records: [create(crew), ...marksOf(deps, request, 'create-crew', id, now)] },
      outcome: { outcome: 'created', id },
    };
  });
}
