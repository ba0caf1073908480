import { decideBounce, decideComplaint, messageIdOf, type Returned, undeliverable } from './bouncing.ts';
import { type Decision, nothing, replace } from './decision.ts';
import type { Letter, LetterState } from './letter.ts';
import type { NewsOfLetter } from './providerEvent.ts';
import { hasEnded, welcomedBy } from './sending.ts';
import type { Instant } from './time.ts';

/** RFC 3463: the address does not exist; a provider sends there no more. */
const SUPPRESSED = '5.1.1';
/** RFC 3463: not said why. */
const FAILED = '5.0.0';

/**
 * What a provider's news of a letter changes. News comes in any order and more than once: whichever comes last, the letter
 * ends as complained rather than bounced, bounced rather than delivered, delivered rather than refused, refused rather than
 * sent.
 */
export function decideNews(
  input: Returned & { readonly news: NewsOfLetter; readonly toldAt: Instant },
): Decision {
  const { letter, news, toldAt } = input;
  switch (news.name) {
    case 'sent':
    case 'delivered':
      return left(input, stateAfter(letter, news, toldAt));
    case 'bounced':
      return decideBounce({ ...input, status: news.status, permanent: news.permanent });
    case 'suppressed':
      return decideBounce({ ...input, status: SUPPRESSED, permanent: true });
    case 'complained':
      return decideComplaint(input);
    case 'failed':
      return canStillFail(letter)
        ? undeliverable(input, { name: 'refused', at: input.notice.now, status: FAILED })
        : nothing;
  }
}

function left({ letter, member }: Returned, state: LetterState): Decision {
  if (isSame(state, letter.state)) return nothing;
  const welcomed = member && !hasEnded(letter) ? welcomedBy(letter, member) : member;
  return {
    ...nothing,
    records: [
      replace(letter, { ...letter, state }),
      ...(member && welcomed && welcomed !== member ? [replace(member, welcomed)] : []),
    ],
  };
}

/** The provider's own Message-ID stands in what was delivered: it takes the place of ours. */
function stateAfter(
  letter: Letter,
  { name, messageId }: Extract<NewsOfLetter, { name: 'sent' | 'delivered' }>,
  toldAt: Instant,
): LetterState {
  const { state } = letter;
  const id = messageId === undefined ? messageIdOf(letter) : { messageId };
  const isDelivered = name === 'delivered';
  switch (state.name) {
    case 'sent': {
      const deliveredAt = state.deliveredAt ?? (isDelivered ? toldAt : undefined);
      return { name: 'sent', at: state.at, ...id, ...(deliveredAt === undefined ? {} : { deliveredAt }) };
    }
    case 'planned':
    case 'sending':
    case 'unknown':
      return { name: 'sent', at: toldAt, ...id, ...(isDelivered ? { deliveredAt: toldAt } : {}) };
    case 'refused':
      return isDelivered ? { name: 'sent', at: toldAt, ...id, deliveredAt: toldAt } : state;
    case 'bounced':
    case 'complained':
      return { ...state, ...id };
    case 'cancelled':
      return state;
  }
}

const canStillFail = ({ state }: Letter): boolean =>
  state.name === 'planned' ||
  state.name === 'sending' ||
  state.name === 'unknown' ||
  (state.name === 'sent' && state.deliveredAt === undefined);

const isSame = (a: LetterState, b: LetterState): boolean =>
  a.name === b.name && messageIn(a) === messageIn(b) && deliveredIn(a) === deliveredIn(b);
const messageIn = (state: LetterState) => ('messageId' in state ? state.messageId : undefined);
const deliveredIn = (state: LetterState) => ('deliveredAt' in state ? state.deliveredAt : undefined);
