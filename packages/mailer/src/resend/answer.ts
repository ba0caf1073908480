import { z } from 'zod';

/** What came of a call, the library's way of telling it made ours. */
export type Answer =
  | { readonly found: 'data'; readonly data: unknown }
  | ({ readonly found: 'error' } & ResendError)
  /** Nothing came that can be read; `connected: false` when nothing can have been sent either. */
  | { readonly found: 'nothing'; readonly connected: boolean };

/** resend.com/docs/api-reference/errors */
export interface ResendError {
  /** HTTP. */
  readonly status: number;
  /** `validation_error` and so on; `unnamed` where it is no such word. */
  readonly name: string;
  /** May quote an address: neither logged nor kept. */
  readonly message: string;
  readonly retryAfterSeconds: number | undefined;
}

/** What the SDK resolves to: all of it may be what some proxy wrote. */
export interface SdkResponse {
  readonly data: unknown;
  readonly error: unknown;
  readonly headers?: Readonly<Record<string, string>> | null;
}

/** Without a status, or with a 2xx and a body that is no JSON, nothing is known. */
export function readAnswer({ data, error, headers }: SdkResponse, connected: boolean): Answer {
  if (error === null && data !== null && data !== undefined) return { found: 'data', data };
  const told = sdkError.safeParse(error);
  if (!told.success) return { found: 'nothing', connected };
  const { statusCode, name, message } = told.data;
  return {
    found: 'error',
    status: statusCode,
    name,
    message,
    retryAfterSeconds: secondsOf(headers?.['retry-after']),
  };
}

const sdkError = z.object({
  statusCode: z.number().int().min(100).max(599),
  name: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .catch('unnamed'),
  message: z.string().catch(''),
});

const A_DAY = 86_400;

/** RFC 9110, 10.2.3; its other form, a date, is not used by Resend. */
const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Math.min(Number(text), A_DAY) : undefined;
