import { type Instant, later, type ProviderEvent } from '@crewtide/domain';
import type { WebhookReader } from '@crewtide/flows';
import { z } from 'zod';
import { happeningOf } from './happening.ts';
import { isSigned, keyOfSecret } from './signature.ts';

/** An event that is settled, or that nothing can be made of, has been forgotten after these. */
const KEPT = { days: 60 } as const;

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
    return { found: 'event', event: eventOf(id, told, body, now) };
  };
}

/** Mail is named by itself: the look through the list of received mail finds the same event. */
function eventOf(id: string, told: z.infer<typeof webhook>, body: string, now: Instant): ProviderEvent {
  const happening = happeningOf(told, body);
  return {
    id: happening.name === 'received' ? `received#${happening.mail}` : id,
    happening,
    toldAt: now,
    due: now,
    tries: 0,
    expiresAt: later(now, KEPT),
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
