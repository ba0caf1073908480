import { SearchMoonPhase } from 'astronomy-engine';
import type { MoonPhase } from './rhythm.ts';
import { type Instant, instantFromMilliseconds, later, millisecondsOf } from './time.ts';

/**
 * Almanacs take the sun where it appears; the library where it is, which is further along by the constant of aberration
 * (IAU 1976: 20.496″) and would make each phase 40 s late.
 */
const ABERRATION = 20.496 / 3600;

/** How far the moon's ecliptic longitude is ahead of the sun's, in degrees. */
const ELONGATION: Record<MoonPhase, number> = { new: 360 - ABERRATION, full: 180 - ABERRATION };

/** Between two equal phases lie 29.2 to 29.9 days (Meeus, More Mathematical Astronomy Morsels, chapter 4). */
const SURELY_BEFORE_THE_NEXT = { days: 20 };
const SURELY_AFTER_THE_NEXT_DAYS = 32;

/** The first `count` times after `after` that the moon is full, or new: within half a minute of the almanacs. */
export function moonTimes(phase: MoonPhase, after: Instant, count: number): readonly Instant[] {
  const times: Instant[] = [];
  let from = after;
  while (times.length < count) {
    const found = nextTime(phase, from);
    if (found > after) times.push(found);
    from = later(found, SURELY_BEFORE_THE_NEXT);
  }
  return times;
}

function nextTime(phase: MoonPhase, from: Instant): Instant {
  const found = SearchMoonPhase(
    ELONGATION[phase],
    new Date(millisecondsOf(from)),
    SURELY_AFTER_THE_NEXT_DAYS,
  );
  if (found === null) throw new Error(`no ${phase} moon was found after ${from}`);
  return instantFromMilliseconds(found.date.getTime());
}
