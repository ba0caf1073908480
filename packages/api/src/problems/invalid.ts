import type { ValidationTargets } from 'hono';
import type { ZodError } from 'zod';
import type { AnyContext } from '../env.ts';
import { problem } from './problem.ts';
import type { ProblemError } from './schema.ts';

/** More would only make the answer long. */
const MOST_ERRORS = 50;

type Validated =
  | { readonly success: true }
  | { readonly success: false; readonly target: keyof ValidationTargets; readonly error: ZodError };

/** What every route answers when its input doesn't parse: an impossible id in the path is an unknown one. */
export function refuseInvalid(result: Validated, c: AnyContext) {
  if (result.success) return undefined;
  if (result.target === 'param') return problem(c, 'not-found');
  return problem(c, 'invalid', { errors: errorsOf(result.target, result.error) });
}

export const errorsOf = (target: keyof ValidationTargets, error: ZodError): readonly ProblemError[] =>
  error.issues.slice(0, MOST_ERRORS).map(({ path, message }) => {
    const where = path.map(String);
    if (target === 'header') return { detail: message, header: where.join('.') };
    if (target === 'query') return { detail: message, parameter: where.join('.') };
    return { detail: message, pointer: pointerTo(where) };
  });

/** RFC 6901: `~` and `/` within a name are escaped. */
const pointerTo = (path: readonly string[]): string =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
