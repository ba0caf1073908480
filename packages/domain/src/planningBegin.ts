import { CREW_SIZE } from './crew.ts';
import { clockOf } from './hours.ts';
import type { MemberId } from './ids.ts';
import { meetingsLeft } from './occasions.ts';
import { planSeason, type SeasonPlan } from './planning.ts';
import type { PracticeShown } from './practice.ts';
import type { Season } from './season.ts';
import { instantAt, later } from './time.ts';

/** Why a season can't begin. */
export type SeasonRefused =
  /** How many would be in it: fewer than three, or more than seven. */
  | { readonly outcome: 'size'; readonly members: number }
  | { readonly outcome: 'host-not-in-crew'; readonly members: readonly MemberId[] }
  | { readonly outcome: 'unknown-practice' | 'practice-has-no-plan-of-that-length' }
  | { readonly outcome: 'first-meeting-in-the-past' | 'first-meeting-too-far' };

export type SeasonBegun = { readonly outcome: 'begun'; readonly season: Season } | SeasonRefused;

/** The first meeting lies in the next two years, and the first day it may be on at most two months back. */
const BEGINS_WITHIN = { days: 731 } as const;
const DAY_LIES_BACK = { days: -62 } as const;

/** A season for a crew of `members`, if it can be; without an order of hosting, theirs is. */
export function beginSeason(input: {
  readonly plan: Omit<SeasonPlan, 'hosting'> & { readonly hosting?: readonly MemberId[] | undefined };
  /** Who will be in it. */
  readonly members: readonly MemberId[];
  readonly practice: PracticeShown | undefined;
}): SeasonBegun {
  const { plan, members, practice } = input;
  const { now, zone, time, hosting = members } = plan;
  if (members.length < CREW_SIZE.least || members.length > CREW_SIZE.most) {
    return { outcome: 'size', members: members.length };
  }
  const strangers = hosting.filter((host) => !members.includes(host));
  if (strangers.length > 0) return { outcome: 'host-not-in-crew', members: strangers };
  if (practice === undefined) return { outcome: 'unknown-practice' };
  if (practice.plans[plan.minutes] === undefined) return { outcome: 'practice-has-no-plan-of-that-length' };
  const from = instantAt(clockOf(plan.first, time), zone);
  if (from < later(now, DAY_LIES_BACK)) return { outcome: 'first-meeting-in-the-past' };
  if (from > later(now, BEGINS_WITHIN)) return { outcome: 'first-meeting-too-far' };
  const season = planSeason({ ...plan, hosting: hosting.length === 0 ? members : hosting });
  return meetingsLeft(season, now).length < season.meetings.length
    ? { outcome: 'first-meeting-in-the-past' }
    : { outcome: 'begun', season };
}
