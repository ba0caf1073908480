import { type Instant, instant } from '@crewtide/domain';
import type { Clock } from '@crewtide/flows';

export interface MovableClock extends Clock {
  forward(milliseconds: number): void;
}

/** Stands still until it is moved. */
export function movableClock(start = '2026-11-23T09:00:00.000Z'): MovableClock {
  let now = Date.parse(start);
  return {
    now: () => instantAt(now),
    forward: (milliseconds) => {
      now += milliseconds;
    },
  };
}

export const instantAt = (milliseconds: number): Instant =>
  instant.parse(new Date(milliseconds).toISOString());

export const millisecondsOf = (clock: Clock): number => Date.parse(clock.now());
