import { describe, expect, test } from 'vitest';
import {
  crewOf,
  letterTo,
  memberNamed,
  messageFrom,
  NOW,
  promptLetterTo,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import type { CertainReply } from './certainReply.ts';
import { type Decision, nothing, type Stored } from './decision.ts';
import type { Keepsake } from './keepsake.ts';
import type { Letter } from './letter.ts';
import { type Developed, NO_PICTURES } from './photoKeeping.ts';
import { decideReply, slotOfNoWords } from './receiving.ts';
import { isContinued } from './receivingRecords.ts';
import { requestOf } from './receivingRequests.ts';
import { replyIdOf } from './reply.ts';
import type { Request } from './request.ts';
import type { Season } from './season.ts';
import { later, localDateTime } from './time.ts';

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
    pictures: NO_PICTURES,
    means: undefined,
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
    ['undo', promptLetter, undefined],
    ['keep', promptLetter, undefined],
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

describe('pictures', () => {
  const photo = { id: 'a'.repeat(16), description: 'The sea', width: 320, height: 200 };
  const developed: Developed = {
    photos: [{ photo, picture: new Uint8Array([1, 2]), thumbnail: new Uint8Array([3]) }],
    unshown: 2,
  };
  const picture = { bytes: new Uint8Array([9]), description: 'The sea' };

  test('without words are a reply, kept with it', () => {
    const message = messageFrom(ana, '', { pictures: [picture, picture, picture] });
    const decision = decideReply(reply({ message, pictures: developed }));
    expect(decision.received).toEqual({ outcome: 'counted' });
    expect(kindsOf(decision)).toEqual([
      'create reply',
      'expect prompt',
      'create picture',
      'create thumbnail',
    ]);
    expect(decision.records[0]?.record).toMatchObject({
      words: '',
      prompt: prompt.id,
      photos: [photo],
      unshown: 2,
    });
    expect(decision.records[2]?.record).toMatchObject({ id: photo.id, bytes: new Uint8Array([1, 2]) });
    expect(decision.records[3]?.record).toMatchObject({ id: photo.id, bytes: new Uint8Array([3]) });
  });
});

describe('a host’s change', () => {
  test('is carried out as it was decided; the words are kept, and stand in no letter', () => {
    const echo = letterTo(ana, { template: 'receipt', done: 'undone' });
    const decision = decideReply(
      reply({ means: { of: 'change', decision: { ...nothing, letters: [echo] } } }),
    );
    expect(decision.received).toEqual({ outcome: 'done', request: 'change' });
    expect(kindsOf(decision)).toEqual(['create reply']);
    expect(decision.records[0]?.record).not.toHaveProperty('prompt');
    expect(decision.letters).toEqual([echo]);
  });
});

describe('“keep”', () => {
  test('brings the keepsake', () => {
    const keepsake: Keepsake = {
      template: 'keepsake',
      season: seasonOf([ana]).id,
      crew: 'Tide pool',
      from: '2026-12-01',
      to: '2026-12-29',
      parts: [],
    };
    const decision = decideReply(reply({ means: { of: 'keepsake', keepsake }, message: asks('keep') }));
    expect(decision.received).toEqual({ outcome: 'done', request: 'keep' });
    expect(contentsOf(decision)).toEqual([keepsake]);
  });
});

describe('words to the crew', () => {
  const bo = memberNamed('Bo');
  const digest = letterTo(ana, {
    template: 'digest',
    prompt: prompt.id,
    crew: 'Tide pool',
    questions: [],
    answers: [],
    readers: [{ member: bo.id, name: bo.name }],
  });
  const crew = stored(crewOf(ana, bo));
  const toCrew = (change: Partial<CertainReply> = {}) =>
    decideReply(
      reply({
        letter: digest,
        concerns: { prompt: stored({ ...prompt, state: 'closed' }) },
        means: { of: 'crew', crew, readers: [bo] },
        ...change,
      }),
    );

  test('go on at once to those whom the letter named, and to no digest', () => {
    const decision = toCrew();
    expect(decision.received).toEqual({ outcome: 'passed-on' });
    expect(kindsOf(decision)).toEqual(['create reply', 'expect crew']);
    expect(decision.records[0]?.record).toMatchObject({ passedOn: true });
    expect(decision.records[0]?.record).not.toHaveProperty('prompt');
    expect(decision.letters.map(({ to, content }) => [to, content.template])).toEqual([[bo.id, 'note']]);
  });

  test('of a season that has ended are bound to no crew', () => {
    const decision = toCrew({ means: { of: 'crew', crew: undefined, readers: [bo] }, concerns: undefined });
    expect(kindsOf(decision)).toEqual(['create reply']);
    expect(decision.letters).toHaveLength(1);
  });

  test.each<[string, Partial<CertainReply>]>([
    ['whose address has expired', { expired: true }],
    ['to a letter of another kind', { letter: promptLetter }],
    ['that reach nobody any more', { means: { of: 'crew', crew, readers: [] } }],
  ])('%s wait for the crew’s next letter', (_, change) => {
    const decision = toCrew(change);
    expect(decision.received).toEqual({ outcome: 'counted' });
    expect(decision.letters).toEqual([]);
    expect(kindsOf(decision)).toEqual(['create reply', 'create late-reply']);
  });
});

describe('an answer to a review', () => {
  test.each([true, false, undefined])('is kept and counted alike, whatever it says (%s)', (yes) => {
    const season = stored(seasonOf([ana]));
    const answers =
      yes === undefined
        ? [{ question: 'liked' as const, words: 'Time to think.' }]
        : [{ question: 'go-on' as const, words: 'Time to think.', yes }];
    const decision = decideReply(
      reply({
        letter: letterTo(ana, { template: 'confirm', asked: 'pause' }),
        concerns: undefined,
        means: { of: 'review', season, answers, isByQuestion: true, earlier: [], askedAgain: false },
      }),
    );
    expect(decision.received).toEqual({ outcome: 'counted' });
    expect(kindsOf(decision)).toEqual(['create reply']);
    expect(decision.records[0]?.record).toMatchObject({ season: season.id, answers });
    expect(decision.letters).toEqual([]);
  });

  const season: Stored<Season> = stored({
    ...seasonOf([ana]),
    state: {
      name: 'reviewing',
      review: {
        asked: [ana.id],
        written: [ana.id],
        begunAt: NOW,
        outcomeAt: localDateTime.parse('2027-01-06T18:00'),
      },
    },
  });
  const review = letterTo(ana, {
    template: 'review',
    season: season.id,
    crew: 'Tide pool',
    held: 5,
    questions: ['liked', 'go-on'],
    outcomeAt: later(NOW, { days: 7 }),
    answers: [],
  });
  const answered = (change: Partial<CertainReply>) =>
    decideReply(
      reply({
        letter: review,
        concerns: undefined,
        means: {
          of: 'review',
          season,
          answers: [
            { question: 'liked', words: 'The calm.' },
            { question: 'go-on', words: 'No.', yes: false },
          ],
          isByQuestion: true,
          earlier: [],
          askedAgain: false,
        },
        ...change,
      }),
    );

  test('makes an outcome that is being decided without it be decided again', () => {
    const decision = answered({});
    expect(kindsOf(decision)).toEqual(['create reply', 'replace season']);
    expect(decision.records[1]?.record).toEqual(season);
    expect(decision.letters).toEqual([]);
  });

  test('under the thread alone, which all her crew knows, says neither yes nor no for her: she is asked', () => {
    const decision = answered({ expired: true });
    expect(decision.records[0]?.record).toMatchObject({
      answers: [
        { question: 'liked', words: 'The calm.' },
        { question: 'go-on', words: 'No.' },
      ],
    });
    expect(JSON.stringify(decision.records[0])).not.toContain('yes');
    expect(contentsOf(decision)).toMatchObject([{ template: 'go-on' }]);
  });
});
