import { createHmac } from 'node:crypto';

export interface WebhookHeaders extends Record<string, string> {
  readonly 'svix-id': string;
  readonly 'svix-timestamp': string;
  readonly 'svix-signature': string;
}

/**
 * Signs the body as Svix does for Resend: HMAC-SHA256 over id, seconds and body
 * (resend.com/docs/webhooks/verify-webhooks-requests, docs.svix.com/receiving/verifying-payloads/how-manual).
 * `secret` is `whsec_` and base64; `at` is in milliseconds.
 */
export function signWebhook(secret: string, id: string, at: number, body: string): WebhookHeaders {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}
