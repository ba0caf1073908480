import {
  CREW_SIZE,
  type Crew,
  type CrewId,
  type Decision,
  decideJoin,
  decideQuietly,
  decideRemoval,
  letterIdOf,
  type MemberId,
  nothing,
  type Stored,
  slotOfYourCrew,
  takesPart,
} from '@crewtide/domain';
import { type Decided, decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import type { CongregationStore, Deciding } from './ports.ts';
import { practiceOf } from './practiceOf.ts';
import { promptsBefore, seasonAtHand } from './tellChanges.ts';

export interface CrewMember {
  readonly crew: CrewId;
  readonly member: MemberId;
}

type Changed =
  | { readonly outcome: 'changed'; readonly id: CrewId }
  | Exclude<Created, { readonly outcome: 'created' }>
  | { readonly outcome: 'no-such-crew' };

export type AddedToCrew =
  | Changed
  | {
      readonly outcome:
        | 'unknown-member'
        | 'not-taking-part'
        | 'already-in-crew'
        | 'crew-full'
        /** The crew was celebrated as complete. */
        | 'completed'
        /** Whether it goes on is being asked of those who were in its season. */
        | 'reviewing';
    };

export type RemovedFromCrew = Changed | { readonly outcome: 'not-in-crew' };

/** A host adds somebody to a crew: she gets its season, the others hear at once. */
export const addToCrew = (
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  input: CrewMember,
) =>
  changing<AddedToCrew>(deps, store, request, input.crew, 'add-to-crew', async (crew) => {
    const now = deps.clock.now();
    const refused = (outcome: Exclude<AddedToCrew, Changed>['outcome']) => ({ outcome });
    const member = await store.get('member', input.member);
    if (member === undefined) return refused('unknown-member');
    if (crew.members.includes(member.id)) return refused('already-in-crew');
    if (!takesPart(member, now)) return refused('not-taking-part');
    if (crew.completedAt !== undefined) return refused('completed');
    if (crew.members.length >= CREW_SIZE.most) return refused('crew-full');
    const loaded = crew.season === undefined ? undefined : await seasonAtHand(store, crew.season);
    if (loaded === undefined || loaded.season.state.name === 'ended') {
      return decideQuietly(crew, [...crew.members, member.id]);
    }
    const { season } = loaded;
    if (season.state.name === 'reviewing') return refused('reviewing');
    const [prompts, practice, before] = await Promise.all([
      promptsBefore(store, season, now),
      practiceOf(store, season.practice),
      store.get('letter', letterIdOf(slotOfYourCrew(season.id), member.id)),
    ]);
    return decideJoin({ ...loaded, member, prompts, practice, again: before !== undefined, now });
  });

/** A host takes somebody out of a crew. She gets one farewell; the others hear whose turn it is where that was hers. */
export const removeFromCrew = (
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  input: CrewMember,
) =>
  changing<RemovedFromCrew>(deps, store, request, input.crew, 'remove-from-crew', async (crew) => {
    const now = deps.clock.now();
    if (!crew.members.includes(input.member)) return { outcome: 'not-in-crew' };
    const loaded = crew.season === undefined ? undefined : await seasonAtHand(store, crew.season);
    const member = loaded?.members.find(({ id }) => id === input.member);
    if (loaded === undefined || member === undefined || loaded.season.state.name === 'ended') {
      return decideQuietly(
        crew,
        crew.members.filter((id) => id !== input.member),
      );
    }
    const prompts = await promptsBefore(store, loaded.season, now);
    return decideRemoval({ ...loaded, member, prompts, now });
  });

/** Marks the request in the transaction that carries it out; whatever else `decide` returns refuses it. */
function changing<Outcome extends { readonly outcome: string }>(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  id: CrewId,
  did: string,
  decide: (crew: Stored<Crew>) => Promise<Decision | Exclude<Outcome, Changed>>,
): Promise<Outcome | Changed> {
  return decideAndCommit(deps, store, async (): Promise<Decided<Outcome | Changed>> => {
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    const crew = await store.get('crew', id);
    if (crew === undefined) return { decision: nothing, outcome: { outcome: 'no-such-crew' } };
    const decided = await decide(crew);
    if ('outcome' in decided) return { decision: nothing, outcome: decided };
    const marks = marksOf(deps, request, did, id, deps.clock.now());
    return {
      decision: { ...decided, records: [...decided.records, ...marks] },
      outcome: { outcome: 'changed', id },
    };
  });
}
