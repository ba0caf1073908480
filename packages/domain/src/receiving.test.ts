import { describe, expect, test } from 'vitest';
import {
  letterTo,
  memberNamed,
  messageFrom,
  NOW,
  promptLetterTo,
  promptTo,
  stored,
} from '../../../test/support/builders.ts';
import type { Decision } from './decision.ts';
import type { Letter } from './letter.ts';
import { type CertainReply, decideReply, isContinued, requestOf, slotOfNoWords } from './receiving.ts';
import { replyIdOf } from './reply.ts';
import type { Request } from './request.ts';
import { later } from './time.ts';

const ana = memberNamed('Ana');
const prompt = promptTo([ana, memberNamed('Bo')]);
const promptLetter = promptLetterTo(ana, prompt);
const welcome = letterTo(ana, { template: 'welcome', addedBy: 'Hanna' });

function reply(change: Partial<CertainReply> = {}): CertainReply {
  const message = change.message ?? messageFrom(ana, 'Time to think.');
  return {
    id: replyIdOf({ ...message, token: promptLetter.id, from: message.from ?? '', raw: 'raw' }),
    message,
    raw: 'raw',
    receivedAt: NOW,
    letter: promptLetter,
    member: stored(ana),
    concerns: { prompt: stored(prompt) },
    expired: false,
    noWords: undefined,
    now: NOW,
    ...change,
  };
}
const asks = (request: Request, words: string = request) => messageFrom(ana, words, { request });
const kindsOf = ({ records }: Decision) => records.map(({ change, record }) => `${change} ${record.kind}`);
const contentsOf = ({ letters }: Decision) => letters.map((letter) => letter.content);
const standingIn = ({ records }: Decision) =>
  records.flatMap(({ record }) => (record.kind === 'member' ? record.standing : []))[0];

describe('words', () => {
  test('count for the digest, unless it began to gather meanwhile', () => {
    const decision = decideReply(reply());
    expect(decision.received).toEqual({ outcome: 'counted' });
    expect(decision.records[0]?.record).toMatchObject({ words: 'Time to think.', prompt: prompt.id });
    expect(decision.records[1]).toEqual({ change: 'expect', record: stored(prompt) });
    expect(decision.letters).toEqual([]);
  });

  test.each(['gathering', 'closed'] as const)(
    'that come when the prompt is %s wait for the crew’s next',
    (state) => {
      const { records } = decideReply(reply({ concerns: { prompt: stored({ ...prompt, state }) } }));
      expect(records[0]?.record).toMatchObject({ prompt: prompt.id, late: true });
      expect(records[1]).toMatchObject({ change: 'create', record: { kind: 'late-reply' } });
    },
  );

  test('that answer no crew’s question are kept', () => {
    const decision = decideReply(reply({ letter: welcome, concerns: undefined }));
    expect(kindsOf(decision)).toEqual(['create reply']);
    expect(decision.records[0]?.record).not.toHaveProperty('prompt');
  });

  test('longer than a record holds say that they go on in the raw mail', () => {
    const long = messageFrom(ana, 'x'.repeat(90_001));
    expect([isContinued(long), isContinued(messageFrom(ana, 'x'.repeat(90_000)))]).toEqual([true, false]);
    const [kept] = decideReply(reply({ message: long })).records;
    expect(kept?.record).toMatchObject({ continued: true, words: 'x'.repeat(90_000) });
  });

  test('make an address reachable again', () => {
    const [address] = ana.addresses;
    if (address === undefined) throw new Error('Ana has an address');
    const bounced = { ...ana, addresses: [{ ...address, undeliverableSince: NOW }] };
    const { records } = decideReply(reply({ member: stored(bounced) }));
    expect(records.at(-1)).toEqual({ change: 'replace', record: stored(ana) });
  });

  test('of nobody’s address, vouched for by a host, leave the member’s own as they are', () => {
    const [address] = ana.addresses;
    if (address === undefined) throw new Error('Ana has an address');
    const member = stored({ ...ana, addresses: [{ ...address, undeliverableSince: NOW }] });
    const message = messageFrom(ana, 'words', { from: undefined });
    expect(kindsOf(decideReply(reply({ member, message })))).toEqual(['create reply', 'expect prompt']);
    const stop = decideReply(reply({ member, message: { ...message, request: 'stop' } }));
    expect(stop.records.at(-1)?.record).toMatchObject({ addresses: member.addresses });
  });
});

describe('a request', () => {
  test.each<[Request, Letter, object]>([
    ['stop', promptLetter, { name: 'left', at: NOW, by: 'stop' }],
    ['not-me', promptLetter, { name: 'left', at: NOW, by: 'not-me' }],
    ['no-thanks', welcome, { name: 'left', at: NOW, by: 'no-thanks' }],
    ['pause', promptLetter, { name: 'paused', until: later(NOW, { days: 28 }) }],
    ['resume', promptLetter, { name: 'active' }],
  ])('“%s” is done, and gets one receipt', (request, letter, standing) => {
    const decision = decideReply(reply({ letter, message: asks(request) }));
    expect(decision.received).toEqual({ outcome: 'done', request });
    expect(standingIn(decision)).toEqual(standing);
    expect(contentsOf(decision)).toMatchObject([{ template: 'receipt', done: request }]);
    expect(decision.letters[0]).toMatchObject({ answers: 'a@example.org', to: ana.id });
  });

  test('keeps the words, and shows them to no crew', () => {
    const decision = decideReply(reply({ message: asks('stop', 'Please stop.') }));
    expect(kindsOf(decision)).toEqual(['create reply', 'replace member']);
    expect(decision.records[0]?.record).toMatchObject({ words: 'Please stop.' });
    expect(decision.records[0]?.record).not.toHaveProperty('prompt');
  });

  test('is done once it was confirmed, where its letter had expired', () => {
    const first = decideReply(reply({ message: asks('stop'), expired: true }));
    expect(first.received).toEqual({ outcome: 'confirmation-asked', request: 'stop' });
    expect(contentsOf(first)).toEqual([{ template: 'confirm', asked: 'stop' }]);
    expect(standingIn(first)).toBeUndefined();
    const [confirm] = first.letters;
    const then = decideReply(
      reply({ letter: confirm ?? welcome, concerns: undefined, message: asks('yes') }),
    );
    expect(then.received).toEqual({ outcome: 'done', request: 'stop' });
    expect(standingIn(then)).toMatchObject({ name: 'left', by: 'stop' });
  });

  const confirm = letterTo(ana, { template: 'confirm', asked: 'pause' });
  test.each<[Request | undefined, Letter, Request | undefined]>([
    ['yes', confirm, 'pause'],
    ['no', confirm, undefined],
    ['stop', confirm, 'stop'],
    ['yes', letterTo(ana, { template: 'confirm', asked: 'yes' }), undefined],
    ['yes', promptLetter, undefined],
    ['no', promptLetter, undefined],
    ['no-thanks', promptLetter, undefined],
    [undefined, promptLetter, undefined],
  ])('“%s” means what its letter asked', (request, letter, expected) => {
    const message = request === undefined ? messageFrom(ana, 'words') : asks(request);
    expect(requestOf(message, letter)).toBe(expected);
  });

  test('of an expired letter never drops other words', () => {
    const decision = decideReply(reply({ expired: true }));
    expect(decision.received).toEqual({ outcome: 'counted' });
  });
});

describe('a reply without words', () => {
  const empty = messageFrom(ana, '', { subject: 's'.repeat(900) });

  test('is kept, counts for nothing and gets one kind letter a day', () => {
    const slot = slotOfNoWords('2026-11-23');
    const decision = decideReply(reply({ message: empty, noWords: { slot, told: false } }));
    expect(decision.received).toEqual({ outcome: 'no-words' });
    expect(kindsOf(decision)).toEqual(['create reply']);
    expect(contentsOf(decision)).toEqual([{ template: 'no-words', about: 's'.repeat(200) }]);
    expect(decision.letters[0]?.slot).toBe('no-words#2026-11-23');
    expect(decideReply(reply({ message: empty, noWords: { slot, told: true } })).letters).toEqual([]);
  });
});
