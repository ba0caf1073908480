export { createResendCarrier, type ResendCarrierOptions } from './carrier.ts';
export { createResendInbox, type ResendInboxOptions } from './inbox.ts';
export { createResendWebhook } from './webhook.ts';
