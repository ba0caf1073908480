import type {
  Calendar,
  Congregation,
  CongregationId,
  Instant,
  Letter,
  LetterId,
  Member,
} from '@crewtide/domain';

export interface RenderedLetter {
  readonly subject: string;
  /** Thumbnails stand in it as `cid:<photo id>`. */
  readonly html: string;
  readonly text: string;
  /** A page of its own, to keep and to print. */
  readonly page?: { readonly name: string; readonly html: string };
}

/** A picture that the html shows. */
export interface InlinePicture {
  /** The photo's id: its Content-ID before the @. */
  readonly id: string;
  readonly jpeg: Uint8Array;
  readonly description: string;
}

/** What the renderer may know of whom it writes to. */
export interface Recipient {
  readonly member: Pick<Member, 'name' | 'zone' | 'role'>;
  readonly congregation: Pick<Congregation, 'name' | 'zone'>;
  /** The one-click page; also stands in the letter's last line. */
  readonly leaveUrl: string;
  /** The page of the season's keepsake, where the letter offers or brings it. */
  readonly keepsakeUrl?: string;
}

export type Renderer = (content: Letter['content'], recipient: Recipient) => Promise<RenderedLetter>;

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A letter ready to be frozen: everything that ends up in its bytes. */
export interface OutgoingMessage extends RenderedLetter {
  readonly congregation: CongregationId;
  readonly letter: LetterId;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox;
  /** Envelope sender: where bounces go. */
  readonly returnPath: string;
  /** Without angle brackets, like `inReplyTo` and `references`. */
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly date: Instant;
  readonly listId: string;
  readonly leaveUrl: string;
  readonly leaveMailto: string;
  readonly inline: readonly InlinePicture[];
  /** For the recipient's calendar. The organizer is the same in all letters of a season: calendars match updates by it too. */
  readonly invitation: { readonly calendar: Calendar; readonly organizer: Mailbox } | undefined;
}

export type Delivery =
  | {
      readonly outcome: 'accepted' /** As the carrier will show it to the recipient. */;
      readonly messageId: string;
    }
  | { readonly outcome: 'refused' /** An SMTP or RFC 3463 status. */; readonly status: string }
  /** Certainly not accepted; try again. */
  | { readonly outcome: 'later'; readonly status: string; readonly retryAfterSeconds?: number }
  /** The call broke where acceptance can't be told from loss. */
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Takes letters out of the house. */
export interface Carrier {
  readonly name: string;
  /** The exact bytes of this carrier's request; the same message freezes to the same bytes. */
  freeze(message: OutgoingMessage): Promise<Uint8Array>;
  /** Delivers frozen bytes under the letter's id as idempotency key. Never throws for a carrier's answer. */
  deliver(key: string, frozen: Uint8Array): Promise<Delivery>;
  /** Absent: letters leave one by one. */
  readonly batches?: Batches;
}

/** Several letters in one call of the carrier. */
export interface Batches {
  /** The most letters of a call. */
  readonly most: number;
  /** Whether these bytes may leave in a batch. */
  mayJoin(frozen: Uint8Array): boolean;
  /**
   * One request under `key`; the same letters in the same order make the same request. As many deliveries as letters, in
   * their order. Never throws for a carrier's answer.
   */
  deliver(key: string, frozen: readonly Uint8Array[]): Promise<readonly Delivery[]>;
}
