import {
  type Appointment,
  type Congregation,
  type Crew,
  type Member,
  type Season,
  type SeasonId,
  type Settings,
  type Stored,
  settingsOf,
  slotOfSeason,
} from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore } from './ports.ts';

/** A season with everything that deciding about it needs. */
export interface LoadedSeason {
  readonly season: Stored<Season>;
  readonly crew: Stored<Crew>;
  /** The crew's, in its order. */
  readonly members: readonly Stored<Member>[];
  readonly congregation: Stored<Congregation>;
  readonly settings: Settings;
  /** Its next step; absent once it has ended. */
  readonly appointment: Stored<Appointment> | undefined;
}

/** Undefined where there is no such season. `struck` is its next step, where it was read a moment ago. */
export async function loadSeason(
  store: CongregationStore,
  id: SeasonId,
  struck?: Stored<Appointment>,
): Promise<LoadedSeason | undefined> {
  const [season, appointment, congregation] = await Promise.all([
    store.get('season', id),
    struck ?? store.get('appointment', slotOfSeason(id)),
    congregationOf(store),
  ]);
  const crew = season && (await store.get('crew', season.crew));
  if (season === undefined || crew === undefined) return undefined;
  const members = await store.getMany('member', crew.members);
  return { season, crew, members, congregation, settings: settingsOf(congregation), appointment };
}
