import { type Problem, rateLimited } from './problem.ts';
import type { Violations } from './violations.ts';

export interface Rate {
  /** Counts a request; a problem when it was one too many. */
  count(): { readonly headers: Readonly<Record<string, string>>; readonly problem: Problem | undefined };
}

/**
 * So many requests a second for the whole team, with the headers that say so (resend.com/docs/api-reference/rate-limit).
 * `ticks` are milliseconds of any origin. Without a limit nothing is refused.
 */
export function rate(perSecond: number | undefined, ticks: () => number, violations: Violations): Rate {
  let begun = Number.NEGATIVE_INFINITY;
  let counted = 0;
  return {
    count() {
      const now = ticks();
      if (now - begun >= 1000) {
        begun = now;
        counted = 0;
      }
      counted += 1;
      const limit = perSecond ?? 5;
      const over = perSecond !== undefined && counted > perSecond;
      if (over) violations.note('rate', `${counted} requests within a second`);
      return {
        headers: {
          'ratelimit-limit': String(limit),
          'ratelimit-remaining': String(Math.max(0, limit - counted)),
          'ratelimit-reset': '1',
        },
        problem: over ? rateLimited(1) : undefined,
      };
    },
  };
}
