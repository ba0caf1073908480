import type { HoldReason } from '@crewtide/domain';

/** Why mail waits, to its hosts: completes “Mail from x waits because …”. */
export const REASON_FOR_HOSTS: Readonly<Record<HoldReason, string>> = {
  'unknown-sender': 'it came from an address that we don’t know as the member’s',
  'unproven-sender': 'nothing showed that it really came from that address',
  'no-sender': 'it named no sender',
  'no-letter-named': 'it didn’t say which letter it answers',
  'forged-token': 'its reply address was not one of ours',
  unreadable: 'we couldn’t open it',
};

/** Why mail waits, to the member in whose name it came: completes “Mail came …, but …”. */
export const REASON_FOR_MEMBER: Readonly<Record<HoldReason, string>> = {
  'unknown-sender': 'we don’t know that address as yours',
  'unproven-sender': 'nothing showed that it really came from there: anybody can write an address on a mail',
  'no-sender': 'it named no sender',
  'no-letter-named': 'it didn’t say which letter it answers',
  'forged-token': 'it was sent to a reply address that we never gave out',
  unreadable: 'we couldn’t open it',
};
