import {
  beginSeason,
  type Clash,
  type Congregation,
  type Crew,
  type CrewInSeason,
  clashesOf,
  create,
  type Decision,
  type Instant,
  type Member,
  nextStepOf,
  type PracticeShown,
  type Season,
  type SeasonId,
  type SeasonPlan,
  type SeasonRefused,
  settingsOf,
  yourCrewLetters,
} from '@crewtide/domain';
import type { CongregationStore } from './ports.ts';
import { practiceOf } from './practiceOf.ts';

/** What a crew agrees to. */
export interface NewSeason
  extends Pick<SeasonPlan, 'rhythm' | 'time' | 'first' | 'minutes' | 'place' | 'practice' | 'questions'> {
  /** How many, from 2 to 30. */
  readonly meetings: number;
  /** Different members of the crew; its members as they stand unless given. */
  readonly hosting?: SeasonPlan['hosting'] | undefined;
}

/** Somebody of the crew who has another meeting at that hour, in another crew. */
export type Warning = Clash;

export type SeasonStarted =
  | { readonly outcome: 'started'; readonly decision: Decision; readonly warnings: readonly Warning[] }
  | SeasonRefused;

/** What else is known where a season is to start; read together. */
export interface Around {
  readonly congregation: Congregation;
  readonly practice: PracticeShown | undefined;
  readonly crews: readonly Crew[];
}

/** A congregation has fewer than 200 members, and few more crews. */
const CREWS_READ = 1000;

export const crewsIn = async (store: CongregationStore): Promise<readonly Crew[]> =>
  (await store.list('crew', { limit: CREWS_READ })).items;

export const practiceFor = async (
  store: CongregationStore,
  season: Pick<NewSeason, 'practice'> | undefined,
) => season && practiceOf(store, season.practice);

/** The season, its letters and its next step, for a crew that the caller writes. */
export async function startSeason(
  store: CongregationStore,
  input: {
    readonly id: SeasonId;
    readonly crew: Crew;
    /** Those of the crew who will be in it. */
    readonly members: readonly Member[];
    readonly number: number;
    readonly agreed: NewSeason;
    readonly around: Around;
    readonly now: Instant;
  },
): Promise<SeasonStarted> {
  const { id, crew, members, number, agreed, around, now } = input;
  const { meetings: count, ...plan } = agreed;
  const begun = beginSeason({
    plan: { ...plan, id, crew: crew.id, number, zone: crew.zone, count, now },
    members: members.map((member) => member.id),
    practice: around.practice,
  });
  if (begun.outcome !== 'begun') return begun;
  const { season } = begun;
  const step = nextStepOf(season, members, settingsOf(around.congregation), now);
  return {
    outcome: 'started',
    decision: {
      records: [create(season)],
      letters: yourCrewLetters({ season, crew, members, practice: around.practice, now }),
      appointments: step === undefined ? [] : [step],
    },
    warnings: await warningsFor(store, { crew, season }, around.crews, now),
  };
}

/** Reads only the seasons of crews that share somebody with this one. */
async function warningsFor(
  store: CongregationStore,
  { crew, season }: { readonly crew: Crew; readonly season: Season },
  crews: readonly Crew[],
  now: Instant,
): Promise<readonly Warning[]> {
  const near = crews.filter(
    (other) =>
      other.id !== crew.id &&
      other.completedAt === undefined &&
      other.members.some((member) => crew.members.includes(member)),
  );
  const seasons = await store.getMany(
    'season',
    near.flatMap((other) => other.season ?? []),
  );
  const others = near.flatMap((other): CrewInSeason[] => {
    const its = seasons.find((each) => each.id === other.season);
    return its === undefined ? [] : [{ crew: other, season: its }];
  });
  return clashesOf({ crew, season }, others, now);
}

/** As they are now, of a crew that was created before. */
export async function warningsAgain(
  store: CongregationStore,
  crewId: string,
  now: Instant,
): Promise<readonly Warning[]> {
  const crew = await store.get('crew', crewId);
  const season = crew?.season && (await store.get('season', crew.season));
  if (!crew || !season) return [];
  return warningsFor(store, { crew, season }, await crewsIn(store), now);
}
