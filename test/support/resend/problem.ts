/** An answer that is not 2xx, as the body carries it. */
export interface Problem {
  readonly statusCode: number;
  readonly name: string;
  readonly message: string;
  /** Beside the rate limit's own headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every error says (resend.com/docs/api-reference/errors). */
export const problems = {
  invalidIdempotencyKey: problem(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.'),
  notJson: problem(400, 'validation_error', 'The request body is not valid JSON.'),
  missingApiKey: problem(401, 'missing_api_key', 'Missing API key in the authorization header.'),
  restrictedApiKey: problem(401, 'restricted_api_key', 'This API key is restricted to only send emails.'),
  invalidApiKey: problem(403, 'invalid_api_key', 'API key is invalid.'),
  suspendedApiKey: problem(403, 'suspended_api_key', 'This API key is suspended.'),
  notFound: problem(404, 'not_found', 'The requested endpoint does not exist.'),
  methodNotAllowed: problem(405, 'method_not_allowed', 'Method is not allowed for the requested path.'),
  otherPayload: problem(
    409,
    'invalid_idempotent_request',
    'Same idempotency key used with a different request payload.',
  ),
  stillInProgress: problem(
    409,
    'concurrent_idempotent_requests',
    'Same idempotency key used while original request is still in progress.',
  ),
  attachmentWithoutContent: problem(
    422,
    'invalid_attachment',
    'Attachment must have either a `content` or `path`.',
  ),
  notUuid: problem(422, 'invalid_parameter', 'The parameter must be a valid UUID.'),
  dailyQuota: problem(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.'),
  monthlyQuota: problem(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota.'),
  unexpected: problem(500, 'application_error', 'An unexpected error occurred.'),
  unavailable: problem(503, 'service_unavailable', 'API is temporarily unavailable.'),
} as const;

/** A field that doesn't have its form: 422, as the API is known to answer. */
export const invalidField = (message: string): Problem => problem(422, 'validation_error', message);

export const missingField = (field: string): Problem =>
  problem(422, 'missing_required_field', `Missing \`${field}\` field.`);

/** The wording of resend.com/docs/knowledge-base/403-error-domain-mismatch. */
export const unverifiedDomain = (domain: string): Problem =>
  problem(
    403,
    'validation_error',
    `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
  );

/** Seconds to wait come with it (resend.com/docs/api-reference/rate-limit). */
export const rateLimited = (retryAfterSeconds: number): Problem => ({
  ...problem(
    429,
    'rate_limit_exceeded',
    'Too many requests. You can only make 5 requests per second. See rate limit response headers for more information.',
  ),
  headers: { 'retry-after': String(retryAfterSeconds) },
});

export function problem(statusCode: number, name: string, message: string): Problem {
  return { statusCode, name, message };
}
