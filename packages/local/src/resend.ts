import type { Log } from '@crewtide/flows';
import { createResendCarrier, createResendInbox, createResendWebhook } from '@crewtide/mailer';
import { type EndableCarrier, endable } from './endableCarrier.ts';
import type { Provider } from './provider.ts';

export interface ResendOptions {
  readonly apiKey: string;
  /** Resend's own without it. */
  readonly baseUrl?: string | undefined;
  readonly log: Log;
}

/** Four calls a second, and one is left of Resend's five for those that read. */
const SPACING_MILLISECONDS = 250;

export const resendCarrier = (options: ResendOptions): EndableCarrier =>
  endable(createResendCarrier({ ...account(options), spacingMilliseconds: SPACING_MILLISECONDS }));

/** @throws Error when the secret is none that Resend gives. */
export const resendProvider = (options: ResendOptions & { readonly webhookSecret: string }): Provider => ({
  readWebhook: createResendWebhook({ secret: options.webhookSecret }),
  inbox: createResendInbox(account(options)),
});

const account = ({ apiKey, baseUrl, log }: ResendOptions) => ({
  apiKey,
  log,
  ...(baseUrl !== undefined && { baseUrl }),
});
