import type { Request } from './request.ts';

/** What every incoming message says of itself, whatever it is. Addresses and ids as they stand there, unverified. */
export interface Head {
  /** The one address of From (RFC 5322, 3.6.2), trimmed. */
  readonly from: string | undefined;
  /** Every address it may have been sent to: envelope, To, Cc, Delivered-To, X-Original-To. */
  readonly recipients: readonly string[];
  /** Without angle brackets. */
  readonly messageId: string | undefined;
  /** Message-IDs of In-Reply-To and References, nearest first, without angle brackets or decoration. */
  readonly references: readonly string[];
  readonly subject: string;
}

/** Why a message counts as written by a machine (RFC 3834 and the habits of senders). */
export type AutomaticCause =
  | 'auto-submitted'
  | 'null-sender'
  | 'bulk'
  | 'list'
  | 'auto-reply-header'
  | 'machine-sender'
  | 'our-own'
  /** METHOD:REPLY of a calendar (RFC 5546). */
  | 'calendar-answer';

/** A picture in a message, as its bytes came; logos of signatures are left out. */
export interface IncomingPicture {
  readonly bytes: Uint8Array;
  /** Alt text or file name; empty where there is neither. */
  readonly description: string;
}

/** Words between quoted lines, with the quoted passage that they stand below; words on top have none. */
export interface Passage {
  readonly quote: string | undefined;
  readonly words: string;
}

export type Incoming =
  | (Head & {
      readonly kind: 'reply';
      /** What the writer newly wrote; empty when there was nothing. */
      readonly words: string;
      /** The same words by what they were written below, in the message's order. */
      readonly passages: readonly Passage[];
      readonly pictures: readonly IncomingPicture[];
      /** SHA-256 over the decoded text and attachments: alike for the same message however it was encoded. */
      readonly contentHash: string;
      readonly request?: Request;
    })
  | (Head & { readonly kind: 'automatic'; readonly cause: AutomaticCause })
  | (Head & {
      readonly kind: 'bounce';
      /** An RFC 3463 status like `5.1.1`. */
      readonly status: string;
      readonly permanent: boolean;
      /** Message-IDs and addresses found in the returned message. */
      readonly returned: readonly string[];
    })
  | (Head & { readonly kind: 'unreadable'; readonly cause: 'too-deep' | 'malformed' });
