import { eventOf, receivedEvent } from '@crewtide/domain';
import type { WebhookReader } from '@crewtide/flows';
import { z } from 'zod';
import { happeningOf } from './happening.ts';
import { isSigned, keyOfSecret } from './signature.ts';

/**
 * Reads what Resend posts.
 * @throws Error when the secret is none that Resend gives: `whsec_` and base64.
 */
export function createResendWebhook({ secret }: { readonly secret: string }): WebhookReader {
  const key = keyOfSecret(secret);
  return (body, headers, now) => {
    const id = headers.get('svix-id') ?? '';
    const timestamp = headers.get('svix-timestamp') ?? '';
    const signatures = headers.get('svix-signature') ?? '';
    if (!isSigned(key, body, { id, timestamp, signatures }, now)) return { found: 'forged' };
    const told = webhook.safeParse(jsonOf(body)).data;
    if (told === undefined || !EVENT_ID.test(id)) return { found: 'malformed' };
    const happening = happeningOf(told, body);
    const event =
      happening.name === 'received' ? receivedEvent(happening.mail, now) : eventOf(id, happening, now);
    return { found: 'event', event };
  };
}

const EVENT_ID = /^[\w.:-]{1,200}$/;
const webhook = z.object({ type: z.string().min(1), data: z.unknown().optional() });

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
