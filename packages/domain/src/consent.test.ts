import { describe, expect, test } from 'vitest';
import {
  crewOf,
  letterTo,
  memberNamed,
  NOW,
  promptLetterTo,
  promptTo,
  seasonOf,
} from '../../../test/support/builders.ts';
import { consentTo, takesPart } from './consent.ts';
import { crewId, derivedId, heldMailId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Template } from './letterContent.ts';
import type { Member } from './member.ts';
import { calendarOf } from './occasions.ts';
import { instant, later } from './time.ts';

const email = memberNamed('Ana').addresses[0]?.email;
if (email === undefined) throw new Error('Ana has an address');

const people = {
  welcomed: memberNamed('Ana'),
  'not yet welcomed': memberNamed('Ana', { welcomed: false }),
  paused: memberNamed('Ana', { standing: { name: 'paused', until: later(NOW, { days: 1 }) } }),
  'paused until now': memberNamed('Ana', { standing: { name: 'paused', until: NOW } }),
  left: memberNamed('Ana', { standing: { name: 'left', at: NOW, by: 'stop' } }),
  undeliverable: memberNamed('Ana', { addresses: [{ email, undeliverableSince: NOW }] }),
  gone: undefined,
} as const satisfies Record<string, Member | undefined>;

const prompt = promptTo([people.welcomed]);
const season = seasonOf([people.welcomed]);
const crew = crewOf(people.welcomed);
const of = { season: season.id, crew: crew.name };
const { rhythm, time, zone, minutes } = season;
const calendar = calendarOf(season, crew, 'request');
const contents: Record<Exclude<Template, 'prompt'>, LetterContent> = {
  welcome: { template: 'welcome', addedBy: 'Hanna' },
  digest: { template: 'digest', prompt: prompt.id, crew: 'c', questions: [], answers: [], readers: [] },
  note: { template: 'note', crew: 'c', about: '', from: 'Bo', words: 'w', readers: [], depth: 1 },
  'your-crew': {
    template: 'your-crew',
    ...of,
    number: 1,
    rhythm,
    time,
    zone,
    minutes,
    meetings: [],
    practice: { name: 'Case clinic', purpose: '' },
    readers: [],
    calendar,
  },
  change: { template: 'change', ...of, zone, news: [{ news: 'ended' }], meetings: [], readers: [], calendar },
  echo: {
    template: 'echo',
    ...of,
    zone,
    asked: { change: 'end' },
    undo: [],
    news: [{ news: 'ended' }],
    until: NOW,
  },
  'change-unclear': { template: 'change-unclear', ...of, wrote: 'move', why: 'no-time' },
  farewell: { template: 'farewell', ...of, calendar },
  review: { template: 'review', ...of, held: 5, questions: [], outcomeAt: NOW, answers: [] },
  'go-on': { template: 'go-on', ...of, outcomeAt: NOW },
  outcome: {
    template: 'outcome',
    ...of,
    held: 5,
    liked: [],
    improve: [],
    methods: [],
    result: { name: 'complete' },
    readers: [],
  },
  keepsake: { template: 'keepsake', ...of, from: '2026-12-01', to: '2026-12-29', parts: [] },
  receipt: { template: 'receipt', done: 'stop' },
  confirm: { template: 'confirm', asked: 'stop' },
  'ask-sender': {
    template: 'ask-sender',
    held: heldMailId.parse(derivedId('held')),
    sender: 'x@example.org',
    reason: 'unknown-sender',
    about: '',
  },
  'no-words': { template: 'no-words', about: '' },
  unreadable: { template: 'unreadable', about: '' },
  'host-notice': { template: 'host-notice', held: [], undeliverable: [] },
};

const crewLetter = 'goes waits paused goes left undeliverable recipient-gone';
const answer = 'goes goes goes goes goes undeliverable recipient-gone';

describe.each<[Template, string]>([
  ['welcome', 'goes goes goes goes left undeliverable recipient-gone'],
  ['prompt', crewLetter],
  ['digest', crewLetter],
  ['note', crewLetter],
  ['your-crew', crewLetter],
  ['change', crewLetter],
  ['farewell', crewLetter],
  ['review', crewLetter],
  ['go-on', crewLetter],
  ['outcome', crewLetter],
  ['ask-sender', crewLetter],
  ['host-notice', crewLetter],
  ['receipt', answer],
  ['confirm', answer],
  ['echo', answer],
  ['change-unclear', answer],
  ['keepsake', answer],
  ['no-words', answer],
  ['unreadable', answer],
])('a letter of the kind %s', (template, row) => {
  const cells = row.split(' ');
  test.each(
    Object.entries(people).map(([who, member], column) => [who, member, cells[column] ?? ''] as const),
  )('to one who is %s', (_, member, expected) => {
    expect(verdict(letterOf(template), member)).toBe(expected);
  });
});

test('a letter is too late from the instant on at which it stops being useful', () => {
  const letter: Letter = { ...letterOf('prompt'), usefulUntil: NOW };
  expect(verdict(letter, people.welcomed)).toBe('too-late');
  expect(
    verdict({ ...letter, usefulUntil: instant.parse('2026-11-23T09:00:00.001Z') }, people.welcomed),
  ).toBe('goes');
});

describe('a letter of a crew', () => {
  const letter: Letter = { ...letterOf('prompt'), crew: crew.id };
  const consent = (to?: Parameters<typeof consentTo>[3]) => consentTo(letter, people.welcomed, NOW, to);

  test('leaves while its member is in the crew', () => {
    expect(consent(crew)).toEqual({ letter: 'goes' });
  });

  test('goes to nobody who was taken out of it, nor where the crew has gone', () => {
    const never = { letter: 'never', reason: 'not-in-crew' };
    expect(consent({ ...crew, members: [] })).toEqual(never);
    expect(consent({ ...crew, id: crewId.parse(derivedId('another crew')) })).toEqual(never);
    expect(consent()).toEqual(never);
  });
});

test('who is active, or was paused until now, takes part', () => {
  const taking = Object.entries(people).filter(([, who]) => who !== undefined && takesPart(who, NOW));
  expect(taking.map(([who]) => who)).toEqual([
    'welcomed',
    'not yet welcomed',
    'paused until now',
    'undeliverable',
  ]);
});

function letterOf(template: Template): Letter {
  return template === 'prompt'
    ? promptLetterTo(people.welcomed, prompt)
    : letterTo(people.welcomed, contents[template]);
}

function verdict(letter: Letter, member: Member | undefined): string {
  const consent = consentTo(letter, member, NOW);
  return consent.letter === 'never' ? consent.reason : consent.letter;
}
