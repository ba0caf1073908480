import { expect, test } from 'vitest';
import {
  letterTo,
  memberNamed,
  NOW,
  promptLetterTo,
  promptTo,
  stored,
  willowCircle,
} from '../../../test/support/builders.ts';
import { decideBounce } from './bouncing.ts';
import type { Decision } from './decision.ts';
import type { Letter, LetterState } from './letter.ts';
import type { Member } from './member.ts';

const ana = memberNamed('Ana');
const sent: LetterState = { name: 'sent', at: NOW, messageId: 'm@carrier' };
const letter: Letter = { ...promptLetterTo(ana, promptTo([ana])), state: sent };
const notice = { congregation: willowCircle, appointed: undefined, now: NOW };
const bounce = (of: Letter, member: Member | undefined, permanent = true): Decision =>
  decideBounce({
    letter: stored(of),
    member: member && stored(member),
    status: permanent ? '5.1.1' : '4.4.1',
    permanent,
    notice,
    told: false,
  });
const recordsOf = ({ records }: Decision) => records.map(({ record }) => record);

test('a permanent bounce marks the letter, suspends the address and tells the hosts', () => {
  const decision = bounce(letter, ana);
  expect(recordsOf(decision)).toMatchObject([
    { state: { name: 'bounced', status: '5.1.1', messageId: 'm@carrier' } },
    { addresses: [{ email: 'ana@example.org', undeliverableSince: NOW }] },
    { about: { name: 'undeliverable', member: 'Ana', letter: 'prompt' } },
  ]);
  expect(decision).toMatchObject({ letters: [], appointments: [{ id: 'tell-hosts#2026-11-24' }] });
});

test('a second bounce of a letter, and a transient one, change nothing', () => {
  const bounced: LetterState = { name: 'bounced', at: NOW, status: '5.1.1' };
  expect(bounce({ ...letter, state: bounced }, ana).records).toEqual([]);
  expect(bounce(letter, ana, false).records).toEqual([]);
});

test('a bounce that overtakes our own mark has no Message-ID yet', () => {
  const sending: LetterState = { name: 'sending', firstTryAt: NOW, tries: 1 };
  const [marked] = recordsOf(bounce({ ...letter, state: sending }, ana));
  expect(marked).toMatchObject({ state: { name: 'bounced' } });
  expect(marked).not.toHaveProperty('state.messageId');
});

test.each<LetterState>([
  { name: 'unknown', at: NOW },
  { name: 'refused', at: NOW, status: '5.0.0' },
])('of a letter that is $name the hosts have heard before', (state) => {
  const decision = bounce({ ...letter, state }, ana);
  expect(recordsOf(decision).map(({ kind }) => kind)).toEqual(['letter', 'member']);
  expect(decision.appointments).toEqual([]);
});

test('only the address that letters go to is suspended', () => {
  const second = memberNamed('Ana2').addresses;
  const [, member] = recordsOf(bounce(letter, { ...ana, addresses: [...ana.addresses, ...second] }));
  expect(member).toMatchObject({ addresses: [{ undeliverableSince: NOW }, second[0]] });
});

test('a bounced welcome has ended its way: what waits for it is judged by the address from now on', () => {
  const welcome = letterTo(ana, { template: 'welcome', addedBy: 'Hanna' });
  const [, member] = recordsOf(bounce(welcome, { ...ana, welcomed: false }));
  expect(member).toMatchObject({ welcomed: true });
});

test('the letter of a member who has gone is marked alone', () => {
  expect(recordsOf(bounce(letter, undefined))).toMatchObject([{ state: { name: 'bounced' } }]);
});

test('what the hosts’ next letter tells already is told once', () => {
  const decision = decideBounce({
    letter: stored(letter),
    member: stored(ana),
    status: '5.1.1',
    permanent: true,
    notice,
    told: true,
  });
  expect(recordsOf(decision).map(({ kind }) => kind)).toEqual(['letter', 'member']);
  expect(decision.appointments).toEqual([]);
});
