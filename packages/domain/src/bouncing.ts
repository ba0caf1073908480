import { type Decision, nothing, replace, type Stored } from './decision.ts';
import { type NoticeContext, tellHosts } from './holding.ts';
import type { Letter } from './letter.ts';
import { firstAddress, type Member } from './member.ts';
import { welcomedBy } from './sending.ts';

/**
 * A letter came back (RFC 3464). A permanent failure (RFC 3463, class 5) stops further letters to that address until
 * somebody writes from there, and the hosts hear of it unless they heard already; a transient one changes nothing.
 */
export function decideBounce(input: {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member> | undefined;
  readonly status: string;
  readonly permanent: boolean;
  readonly notice: NoticeContext;
}): Decision {
  const { letter, member, status, notice } = input;
  const { now } = notice;
  if (!input.permanent || letter.state.name === 'bounced') return nothing;
  const messageId = letter.state.name === 'sent' ? { messageId: letter.state.messageId } : {};
  const records: Decision['records'][number][] = [
    replace(letter, { ...letter, state: { name: 'bounced', at: now, status, ...messageId } }),
  ];
  if (member === undefined) return { ...nothing, records };
  const { email } = firstAddress(member);
  const addresses = member.addresses.map((address) =>
    address.email === email ? { email, undeliverableSince: now } : address,
  );
  const about = { name: 'undeliverable', member: member.name, letter: letter.content.template } as const;
  const told = wereTold(letter) ? nothing : tellHosts(notice, letter.id, about);
  return {
    ...nothing,
    records: [...records, replace(member, welcomedBy(letter, { ...member, addresses })), ...told.records],
    appointments: told.appointments,
  };
}

/** Hosts hear of a letter when it is refused or its fate is unknown. */
const wereTold = ({ state }: Letter): boolean => state.name === 'refused' || state.name === 'unknown';
