import { type Decision, nothing, replace, type Stored } from './decision.ts';
import { type NoticeContext, tellHosts } from './holding.ts';
import type { Letter } from './letter.ts';
import { firstAddress, type Member } from './member.ts';

/**
 * A letter came back (RFC 3464). A permanent failure (RFC 3463, class 5) also stops further letters to that address until
 * somebody writes from there; a transient one only leaves its mark when nothing worse is known.
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
  const told = tellHosts(notice, letter.id, {
    name: 'undeliverable',
    member: member.name,
    letter: letter.content.template,
  });
  return {
    ...nothing,
    records: [...records, replace(member, { ...member, addresses }), ...told.records],
    appointments: told.appointments,
  };
}
