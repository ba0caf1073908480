import { answered, answersTogether, type Instant, type LetterId } from '@crewtide/domain';
import type { Mark } from './markSent.ts';
import type { Delivery, Sending } from './ports.ts';
import { firstOf, type Request } from './requests.ts';

/** So many requests in a row that came to nothing, and the rest of the page is left for the next try. */
const DEAD_AFTER = 3;

const NOT_OFFERED: Delivery = { outcome: 'later', status: 'not offered' };

export interface Offered {
  readonly marks: readonly Mark[];
  /** The first letter that was left for the next try. */
  readonly left: LetterId | undefined;
  /** The carrier asked to be left in peace for so long. */
  readonly waitSeconds: number | undefined;
}

/** Asks the carrier one request after the other, until it is dead, wants to wait, or the time is over. */
export async function offer(deps: Sending, requests: readonly Request[], until: Instant): Promise<Offered> {
  const marks: Mark[] = [];
  let left: LetterId | undefined;
  let waitSeconds: number | undefined;
  let failuresInARow = 0;
  for (const request of requests) {
    const isLeft = failuresInARow === DEAD_AFTER || waitSeconds !== undefined || deps.clock.now() >= until;
    if (isLeft) left ??= firstOf(request);
    const deliveries = isLeft ? request.letters.map(() => NOT_OFFERED) : await delivered(deps, request);
    waitSeconds ??= waitIn(deliveries);
    const cameToNothing = deliveries.every(({ outcome }) => outcome === 'later' || outcome === 'unknown');
    failuresInARow = cameToNothing ? Math.min(failuresInARow + 1, DEAD_AFTER) : 0;
    marks.push(...marksOf(request, deliveries, deps.clock.now()));
  }
  return { marks, left, waitSeconds };
}

/** A carrier's fault is no answer: whether the letters left is not known. */
async function delivered(deps: Sending, request: Request): Promise<readonly Delivery[]> {
  try {
    return await request.call();
  } catch (fault) {
    const cause = fault instanceof Error ? fault.name : 'unknown';
    deps.log.error('carrier failed', {
      letter: firstOf(request),
      letters: request.letters.length,
      fault: cause,
    });
    return request.letters.map(() => ({ outcome: 'unknown', cause }));
  }
}

function waitIn(deliveries: readonly Delivery[]): number | undefined {
  const waits = deliveries.flatMap((each) =>
    each.outcome === 'later' ? (each.retryAfterSeconds ?? []) : [],
  );
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function marksOf({ letters }: Request, deliveries: readonly Delivery[], at: Instant): readonly Mark[] {
  const answers = answersTogether(deliveries);
  return letters.flatMap((each, place) => {
    const answer = answers[place] ?? { outcome: 'unknown' };
    return each === undefined ? [] : [{ ...each, to: answered(each.letter, answer, at) }];
  });
}
