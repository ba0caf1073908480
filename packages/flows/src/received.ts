import type { HoldReason } from '@crewtide/domain';

/** What became of an incoming message. Only the first three change what anybody reads. */
export type Received =
  | {
      readonly outcome:
        | 'counted'
        | 'passed-on'
        | 'done'
        | 'confirmation-asked'
        | 'no-words'
        | 'settled-held-mail';
    }
  | { readonly outcome: 'bounced' }
  /** It was decided before. */
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'held'; readonly reason: HoldReason }
  /** Kept as raw mail for its time; nobody is told. */
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

export type Refusal =
  /** Nothing ever answers an automatic message (RFC 3834). */
  | 'automatic'
  /** It names no letter and no congregation. */
  | 'addressed-to-nobody'
  | 'forged-token'
  /** A bounce of something that we did not write, or that can't be told from it. */
  | 'bounce-of-no-letter'
  | 'member-gone';
