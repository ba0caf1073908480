import { type Instant, instantFromMilliseconds, millisecondsOf } from '@crewtide/domain';
import type { Clock } from '@crewtide/flows';

/** Runs like the real clock, ahead of it by as much as it was moved. */
export interface MovableClock extends Clock {
  /** Forward only: a time that has passed changes nothing. */
  moveTo(at: Instant): void;
}

/** `real` gives milliseconds since 1970, UTC. */
export function createMovableClock(real: () => number): MovableClock {
  let ahead = 0;
  const now = () => real() + ahead;
  return {
    now: () => instantFromMilliseconds(now()),
    moveTo(at) {
      ahead += Math.max(0, millisecondsOf(at) - now());
    },
  };
}
