import type { TypedResponse } from 'hono';
import type { AnyContext } from '../env.ts';
import type { Problem, ProblemError } from './schema.ts';
import { PROBLEMS, type ProblemCode, type StatusOf } from './table.ts';

export interface ProblemDetails {
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
}

/** Answers with a problem (RFC 9457). The status is the code's. */
export function problem<C extends ProblemCode>(
  c: AnyContext,
  code: C,
  details: ProblemDetails = {},
): Response & TypedResponse<Problem, StatusOf<C>, 'json'> {
  const { status, title }: { status: StatusOf<C>; title: string } = PROBLEMS[code];
  const body: Problem = {
    type: `${c.var.problemTypes}${code}`,
    title,
    status,
    ...(details.detail === undefined ? {} : { detail: details.detail }),
    requestId: c.var.requestId,
    ...(details.errors === undefined ? {} : { errors: [...details.errors] }),
  };
  return c.json(body, status, { 'Content-Type': 'application/problem+json' });
}
