/** Every problem that the API answers with (RFC 9457), by its code; a problem's `type` ends with the code. */
export const PROBLEMS = {
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  'not-signed': { status: 401, title: 'This is not signed by who should have sent it' },
  unauthorized: { status: 401, title: 'A valid key is needed' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method' },
  'settled-before': { status: 409, title: 'This mail was released or discarded before' },
  'cannot-be-counted': { status: 409, title: 'This mail can only be discarded' },
  'practice-exists': { status: 409, title: 'There is a practice of that id already' },
  'library-full': { status: 409, title: 'The library holds no more practices' },
  'season-running': { status: 409, title: 'This crew’s season has not ended' },
  'season-not-running': { status: 409, title: 'This season is not running any more' },
  'meeting-passed': { status: 409, title: 'This meeting has begun, or is not held' },
  'season-full': { status: 409, title: 'This season has as many meetings as one can have' },
  'not-taking-part': { status: 409, title: 'This member does not take part now' },
  'crew-too-small': { status: 409, title: 'A season wants a crew of three or more' },
  'crew-full': { status: 409, title: 'This crew has as many members as a crew can have' },
  'crew-reviewing': { status: 409, title: 'This crew is asked whether it goes on' },
  'crew-complete': { status: 409, title: 'This crew is complete and meets no more' },
  'too-large': { status: 413, title: 'That is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a kind that is not taken here' },
  invalid: { status: 422, title: 'Something in the request is not as it should be' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key came with another request before' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'The store is out of reach' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
export type StatusOf<C extends ProblemCode> = (typeof PROBLEMS)[C]['status'];
