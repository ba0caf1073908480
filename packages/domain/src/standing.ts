import type { Standing } from './member.ts';
import type { Request } from './request.ts';
import { type Instant, later } from './time.ts';

/** "Pause" without a date: four weeks. */
const PAUSE = { days: 28 } as const;

/** Requests that change whether letters go to a member. */
export type StandingRequest = Exclude<Request, 'yes' | 'no' | 'undo' | 'keep'>;

export function standingAfter(asked: StandingRequest, now: Instant): Standing {
  switch (asked) {
    case 'stop':
    case 'not-me':
    case 'no-thanks':
      return { name: 'left', at: now, by: asked };
    case 'pause':
      return { name: 'paused', until: later(now, PAUSE) };
    case 'resume':
      return { name: 'active' };
  }
}
