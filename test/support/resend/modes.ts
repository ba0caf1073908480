import { type Problem, problems, rateLimited } from './problem.ts';

/** How a call of the API goes. */
export interface Mode {
  /** Whether the request is carried out before the answer. */
  readonly accepts: boolean;
  /** `cut`: the connection ends before a byte of the answer; `broken`: in its middle; `never`: nothing is ever said. */
  readonly answers: 'as it should' | 'cut' | 'broken' | 'never' | 'html' | Problem;
  /** The letters of the request that it finds invalid, by their index. */
  readonly refusing?: readonly number[];
  /** The request is in progress until then. */
  readonly until?: Promise<unknown>;
  /** The webhook hears of it before the caller does. */
  readonly tellsFirst?: boolean;
}

export const modes = {
  fine: { accepts: true, answers: 'as it should' },
  /** The connection breaks; nothing was accepted. */
  cutBefore: { accepts: false, answers: 'cut' },
  /** Accepted, and the answer is lost. */
  cutAfter: { accepts: true, answers: 'cut' },
  /** Accepted, and the answer ends in its middle. */
  brokenAnswer: { accepts: true, answers: 'broken' },
  silentBefore: { accepts: false, answers: 'never' },
  silentAfter: { accepts: true, answers: 'never' },
  error: { accepts: false, answers: problems.unexpected },
  /** Accepted, and answered with 500 nevertheless. */
  errorAfter: { accepts: true, answers: problems.unexpected },
  unavailable: { accepts: false, answers: problems.unavailable },
  /** A gateway's 502 with a page instead of JSON. */
  gateway: { accepts: false, answers: 'html' },
  dailyQuota: { accepts: false, answers: problems.dailyQuota },
  monthlyQuota: { accepts: false, answers: problems.monthlyQuota },
  stillInProgress: { accepts: false, answers: problems.stillInProgress },
  otherPayload: { accepts: false, answers: problems.otherPayload },
  invalidKey: { accepts: false, answers: problems.invalidApiKey },
  /** Accepted, told to the webhook, and only then answered. */
  toldFirst: { accepts: true, answers: 'as it should', tellsFirst: true },
} as const satisfies Record<string, Mode>;

export const rateLimit = (retryAfterSeconds: number): Mode => ({
  accepts: false,
  answers: rateLimited(retryAfterSeconds),
});

export const refusing = (...letters: readonly number[]): Mode => ({ ...modes.fine, refusing: letters });

/** Carried out only then; the same key meets a request in progress meanwhile. */
export const inProgressUntil = (until: Promise<unknown>): Mode => ({ ...modes.fine, until });

export const answering = (answer: Problem): Mode => ({ accepts: false, answers: answer });
