import { problemShape } from './schema.ts';

const problemAs = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemShape } },
});

const unavailable = problemAs('The store is out of reach; Retry-After says when to try again');

/** What any route behind a key can answer with. */
export const KEY_PROBLEMS = {
  401: problemAs('No key, or one that is not known'),
  503: unavailable,
};

/** What any route of a congregation can answer with. */
export const HOST_PROBLEMS = {
  ...KEY_PROBLEMS,
  404: problemAs('No such thing in this congregation, or a congregation of others'),
};

export const QUERY_PROBLEMS = { 422: problemAs('A parameter is not as it should be') };

/** What any route that takes a body can answer with. */
export const BODY_PROBLEMS = {
  400: problemAs('The body cannot be read'),
  413: problemAs('The body is too large'),
  415: problemAs('The body’s media type, charset or encoding is not taken'),
  422: problemAs('The body does not say what it should, or its Idempotency-Key came with another request'),
};

export const CONFLICT_PROBLEM = { 409: problemAs('Its state does not allow that') };
export const HEALTH_PROBLEM = { 503: unavailable };
