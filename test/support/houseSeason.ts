import {
  type CrewId,
  crewId,
  emailAddress,
  type Instant,
  localDate,
  localTime,
  meetingMinutes,
  practiceId,
  rhythm,
  type Season,
  timeZone,
} from '@crewtide/domain';
import { createCrew, importMembers, type NewSeason, type Store } from '@crewtide/flows';
import type { z } from 'zod';
import { addressOf, instantOf } from './builders.ts';
import type { TestHouse } from './house.ts';
import type { TestCongregation } from './houseCongregation.ts';
import type { DeliveredMail } from './memoryCarrier.ts';

/** What a test says of a season; five Tuesdays at 19:30 for an hour of case clinic unless told otherwise. */
export interface SeasonOptions {
  readonly rhythm?: z.input<typeof rhythm>;
  readonly time?: string;
  readonly first: string;
  readonly meetings?: number;
  readonly minutes?: 60 | 90;
}

export interface CrewOptions {
  /** Everyone's own zone, by name. */
  readonly people: Readonly<Record<string, string>>;
  /** Where the crew's clock hangs. */
  readonly zone: string;
  readonly season: SeasonOptions;
}

export interface CrewInSeason {
  readonly crew: CrewId;
  season(): Promise<Season>;
}

/** Members of these zones, welcomed, and their crew in its first season, whose letters have left. */
export async function crewIn(
  house: TestHouse,
  willow: TestCongregation,
  { people, zone, season }: CrewOptions,
): Promise<CrewInSeason> {
  const rows = Object.entries(people).map(([name, own], at) => ({
    row: at + 1,
    name,
    email: emailAddress.parse(addressOf(name)),
    zone: timeZone.parse(own),
  }));
  await importMembers(house.deps, willow.store, willow.host, rows);
  await house.settle();
  const created = await createCrew(house.deps, willow.store, willow.host, {
    name: 'Tide pool',
    members: await Promise.all(Object.keys(people).map(willow.idOf)),
    zone: timeZone.parse(zone),
    season: agreed(season),
  });
  if (created.outcome !== 'created') throw new Error(created.outcome);
  await house.settle();
  const crew = crewId.parse(created.id);
  return {
    crew,
    async season() {
      const { season: newest } = (await willow.store.get('crew', crew)) ?? {};
      const found = newest && (await willow.store.get('season', newest));
      if (!found) throw new Error('the crew has a season');
      return found;
    },
  };
}

const agreed = (season: SeasonOptions): NewSeason => ({
  rhythm: rhythm.parse(season.rhythm ?? { every: 'week' }),
  time: localTime.parse(season.time ?? '19:30'),
  first: localDate.parse(season.first),
  meetings: season.meetings ?? 5,
  minutes: meetingMinutes.parse(season.minutes ?? 60),
  place: 'https://meet.example.org/tide-pool',
  practice: practiceId.parse('case-clinic'),
  questions: ['What would you like time for?'],
});

/** A letter and when it left, to the second. */
export interface Left {
  readonly at: Instant;
  readonly mail: DeliveredMail;
}

/** What playing needs of a house, wherever its work is carried out. */
export interface PlayedHouse extends Pick<TestHouse, 'clock' | 'settleAt'> {
  readonly deps: { readonly store: Pick<Store, 'nextDue'> };
  readonly carrier: Pick<TestHouse['carrier'], 'mailboxes'>;
}

/** Goes from hour to hour at which something is due, until `until`; what left at each. */
export async function playUntil(house: PlayedHouse, until: string): Promise<readonly Left[]> {
  const left: Left[] = [];
  for (;;) {
    const next = await house.deps.store.nextDue(house.clock.now());
    if (next === undefined || next > until) break;
    const before = house.carrier.mailboxes.length;
    const faults = await house.settleAt(next > house.clock.now() ? next : house.clock.now());
    if (faults > 0) throw new Error(`${faults} faults at ${next}`);
    left.push(...house.carrier.mailboxes.slice(before).map((mail) => ({ at: next, mail })));
  }
  house.clock.goTo(instantOf(until));
  return left;
}

/** What a clock shows there, `2026-12-22 09:00`; from the runtime's own calendar. */
export const clockIn = (zone: string, at: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    Date.parse(at),
  );

/** So many calendar days after a day, `2026-12-22`. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
