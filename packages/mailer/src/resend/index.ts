export { createResendCarrier, type ResendCarrierOptions } from './carrier.ts';
export { type CheckedRecord, checkDns } from './dnsCheck.ts';
export { checklistInWords, type DnsChecklist, dnsChecklist } from './dnsChecklist.ts';
export { dnsRecordsOf, type WantedRecord } from './dnsRecords.ts';
export { findResendDomain, type ResendDomain } from './domain.ts';
export { createResendInbox, type ResendInboxOptions } from './inbox.ts';
export { createResendWebhook } from './webhook.ts';
