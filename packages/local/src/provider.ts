import type { ProviderInbox, WebhookReader } from '@crewtide/flows';

/** A mail provider that receives for us, and tells what became of letters. */
export interface Provider {
  readonly readWebhook: WebhookReader;
  readonly inbox: ProviderInbox;
}
