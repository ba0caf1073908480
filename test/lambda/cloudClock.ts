import { type Instant, later } from '@crewtide/domain';
import type { TestClock } from '../support/house.ts';

/** Stands still until it is moved. */
export function cloudClock(start: Instant): TestClock {
  let at = start;
  return {
    now: () => at,
    goTo: (to) => {
      at = to;
    },
    pass: (duration) => {
      at = later(at, duration);
    },
  };
}
