import type { Delivery } from '@crewtide/flows';
import { z } from 'zod';
import type { Answer, ResendError } from './answer.ts';

/**
 * What an answer means for one letter. Known to be refused or put off is only what Resend said so of; after anything that may
 * follow acceptance the identical request is repeated under its key.
 * @param messageId the letter's own, until a webhook tells Resend's
 */
export function deliveryOf(answer: Answer, messageId: string): Delivery {
  switch (answer.found) {
    case 'data':
      return taken.safeParse(answer.data).success
        ? { outcome: 'accepted', messageId }
        : { outcome: 'unknown', cause: 'unreadable answer' };
    case 'error':
      return deliveryAfter(answer);
    case 'nothing':
      return answer.connected
        ? { outcome: 'unknown', cause: 'no answer' }
        : { outcome: 'later', status: 'no connection' };
  }
}

/** What an error means for the letters of a request (resend.com/docs/api-reference/errors). */
export function deliveryAfter(error: ResendError): Delivery {
  const { status, name } = error;
  if (status === 429) return { outcome: 'later', status: name, retryAfterSeconds: waitOf(error) };
  // A request under this key is on its way, or has been taken with other bytes: either way one may have left.
  if (status === 409) return { outcome: 'unknown', cause: name };
  if (status < 400 || status >= 500) return { outcome: 'unknown', cause: name };
  const refusal = refusalOf(error);
  return refusal === undefined
    ? { outcome: 'later', status: name, retryAfterSeconds: REPAIR_SECONDS }
    : { outcome: 'refused', status: refusal };
}

/**
 * The RFC 3463 status where the letter itself is not to be sent; undefined where the house is at fault: its key, its
 * domain, its sender's address, what it wrote into headers and tags. Then every other letter would fare the same.
 */
function refusalOf({ status, name, message }: ResendError): string | undefined {
  if (status === 413) return '5.3.4';
  if (!ABOUT_CONTENT.has(name) || (status !== 400 && status !== 422)) return undefined;
  if (OUR_FIELDS.test(message)) return undefined;
  return /`to`/.test(message) ? '5.1.3' : '5.6.0';
}

const ABOUT_CONTENT = new Set(['validation_error', 'missing_required_field', 'invalid_attachment']);
const OUR_FIELDS = /`(?:from|reply_to|headers|tags)`|\btags\b|\bdomain\b/i;

const HOUR = 3600;
/** A house's fault is mended by a person. */
const REPAIR_SECONDS = HOUR / 4;
const QUOTA_SECONDS: Readonly<Record<string, number>> = {
  daily_quota_exceeded: HOUR,
  monthly_quota_exceeded: 6 * HOUR,
};

const waitOf = ({ name, retryAfterSeconds = 1 }: ResendError): number =>
  Math.max(1, retryAfterSeconds, QUOTA_SECONDS[name] ?? 0);

const taken = z.object({ id: z.string().min(1) });
