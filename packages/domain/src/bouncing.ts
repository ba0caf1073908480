import { type Decision, nothing, replace, type Stored } from './decision.ts';
import { type NoticeContext, tellHosts } from './holding.ts';
import type { Letter, LetterState } from './letter.ts';
import { firstAddress, type Member } from './member.ts';
import { welcomedBy } from './sending.ts';

/** A letter that did not arrive, or not as something that was wanted. */
export interface Returned {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member> | undefined;
  readonly notice: NoticeContext;
  /** Whether the hosts' next letter tells of this one already. */
  readonly told: boolean;
}

/**
 * A letter came back (RFC 3464). A permanent failure (RFC 3463, class 5) stops further letters to that address until
 * somebody writes from there, and the hosts hear of it unless they heard already; a transient one changes nothing.
 */
export function decideBounce(
  input: Returned & { readonly status: string; readonly permanent: boolean },
): Decision {
  const { letter, status, permanent, notice } = input;
  const { name } = letter.state;
  if (!permanent || name === 'bounced' || name === 'complained') return nothing;
  return suspended(input, { name: 'bounced', at: notice.now, status, ...messageIdOf(letter) });
}

/** Its reader called it spam: nothing more goes to that address until she writes from there. Hosts hear no more than of a bounce. */
export function decideComplaint(input: Returned): Decision {
  const { letter, notice } = input;
  if (letter.state.name === 'complained') return nothing;
  return suspended(input, { name: 'complained', at: notice.now, ...messageIdOf(letter) });
}

/** The letter's new state; its address out of reach, and the hosts told. */
function suspended(input: Returned, state: LetterState): Decision {
  const { member, notice } = input;
  if (member === undefined) return undeliverable(input, state);
  const { email } = firstAddress(member);
  const addresses = member.addresses.map((address) =>
    address.email === email ? { email, undeliverableSince: notice.now } : address,
  );
  return undeliverable({ ...input, member: { ...member, addresses } }, state);
}

/** The letter's new state and its member's record; the hosts are told unless they heard of this letter before. */
export function undeliverable({ letter, member, notice, told }: Returned, state: LetterState): Decision {
  const marked = replace(letter, { ...letter, state });
  if (member === undefined) return { ...nothing, records: [marked] };
  const about = { name: 'undeliverable', member: member.name, letter: letter.content.template } as const;
  const news = told || WERE_TOLD.has(letter.state.name) ? nothing : tellHosts(notice, letter.id, about);
  return {
    ...nothing,
    records: [marked, replace(member, welcomedBy(letter, member)), ...news.records],
    appointments: news.appointments,
  };
}

/** Hosts heard of a letter that is in one of these. */
const WERE_TOLD: ReadonlySet<LetterState['name']> = new Set(['refused', 'unknown', 'bounced', 'complained']);

export const messageIdOf = ({ state }: Letter): { readonly messageId?: string } =>
  'messageId' in state && state.messageId !== undefined ? { messageId: state.messageId } : {};
