import type { Envelope } from '@crewtide/flows';

/** Who Resend received a message for, and from whom by its own header, as its API tells. */
export interface ReceivedFor {
  readonly receivedFor: readonly string[];
  readonly to: readonly string[];
  readonly from: string;
}

/**
 * The SMTP envelope of a received message. Its sender is what the receiving server wrote on top as Return-Path (RFC 5321,
 * 4.4); `<>` is the null reverse-path of automatic mail. A Return-Path further down is the sender's own word.
 */
export function envelopeOf(raw: Uint8Array, { receivedFor, to, from }: ReceivedFor): Envelope {
  const recipients = receivedFor.length > 0 ? receivedFor : to;
  return {
    from: returnPathOf(raw) ?? addressIn(from),
    to: recipients.map(addressIn).filter((address) => address !== ''),
  };
}

const MOST_OF_A_FIELD = 2_000;

function returnPathOf(raw: Uint8Array): string | undefined {
  const top = Buffer.from(raw.subarray(0, MOST_OF_A_FIELD)).toString('latin1');
  return /^Return-Path:[ \t]*<([^<>\s]*)>/i.exec(top)?.[1];
}

/** `Ana <ana@members.example>` or the address alone; empty where it is neither. */
const addressIn = (mailbox: string): string =>
  (/<([^<>\s]+)>\s*$/.exec(mailbox)?.[1] ?? /^\s*([^<>\s]+@[^<>\s]+)\s*$/.exec(mailbox)?.[1] ?? '').trim();
