export { createResendCarrier } from './carrier.ts';
export { checkDns } from './dnsCheck.ts';
export { checklistInWords, dnsChecklist } from './dnsChecklist.ts';
export { dnsRecordsOf } from './dnsRecords.ts';
export { findResendDomain } from './domain.ts';
export { createResendInbox, RESEND_RECEIVES_BY } from './inbox.ts';
export { createResendWebhook } from './webhook.ts';
