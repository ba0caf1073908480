import type { CongregationId } from '@crewtide/domain';

/** What a signed token allows its bearer to do, and about what. */
export interface TokenClaim {
  /** `reply`: a Reply-To; `message`: within a Message-ID; `thread`: the root of References; `leave`: one-click; `bounce`: envelope sender; `keepsake`: a season's page for one member. */
  readonly scope: 'reply' | 'message' | 'thread' | 'leave' | 'bounce' | 'keepsake';
  readonly congregation: CongregationId;
  /** A letter's id, or a thread's where the scope is `thread`. A keepsake is named by the outcome letter that offered it. */
  readonly subject: string;
  /** The first UTC day on which it counts as expired, `2027-02-01`. */
  readonly expires: string;
}

export type TokenReading =
  | { readonly found: 'claim'; readonly token: string; readonly claim: TokenClaim }
  /** It has a token's shape and a MAC that is not ours; the claim is not to be trusted. */
  | { readonly found: 'forged'; readonly token: string; readonly claim: TokenClaim | undefined }
  | { readonly found: 'none' };

export interface Tokens {
  /** 48 lower-case base32 characters. */
  sign(claim: TokenClaim): string;
  /** Looks for a token in an address or a Message-ID, in any letter case. */
  read(text: string): TokenReading;
}
