import type { Clock } from '@crewtide/flows';
import { millisecondsOf } from './clock.ts';
import { type Problem, problems } from './problem.ts';
import type { Violations } from './violations.ts';

/** Keys live 24 hours (resend.com/docs/dashboard/emails/idempotency-keys). */
const LIFETIME = 24 * 3_600_000;

export interface Idempotency<Answer> {
  /** Whether the request may go ahead; else what the same request was answered, or why this one is refused. */
  begin(
    key: string,
    request: string,
  ): { readonly goes: 'ahead' } | { readonly goes: 'again'; readonly answer: Answer } | Problem;
  /** The request was carried out. */
  done(key: string, answer: Answer): void;
  /** It was not, and may come again. */
  abandon(key: string): void;
}

interface Entry<Answer> {
  readonly request: string;
  readonly begunAt: number;
  readonly answer: Answer | undefined;
}

/** `request` is compared as it is: another byte is another payload. */
export function idempotency<Answer>(clock: Clock, violations: Violations): Idempotency<Answer> {
  const entries = new Map<string, Entry<Answer>>();

  return {
    begin(key, request) {
      const known = entries.get(key);
      const expired = known !== undefined && millisecondsOf(clock) - known.begunAt >= LIFETIME;
      if (expired) violations.note('key came again after 24 hours', key);
      if (known !== undefined && !expired) {
        if (known.request !== request) {
          violations.note('another payload under one key', key);
          return problems.otherPayload;
        }
        return known.answer === undefined
          ? problems.stillInProgress
          : { goes: 'again', answer: known.answer };
      }
      entries.set(key, { request, begunAt: millisecondsOf(clock), answer: undefined });
      return { goes: 'ahead' };
    },
    done(key, answer) {
      const entry = entries.get(key);
      if (entry !== undefined) entries.set(key, { ...entry, answer });
    },
    abandon(key) {
      if (entries.get(key)?.answer === undefined) entries.delete(key);
    },
  };
}
