import { describe, expect, test } from 'vitest';
import { letterTo, memberNamed, NOW, promptLetterTo, promptTo } from '../../../test/support/builders.ts';
import { consentTo, takesPart } from './consent.ts';
import { derivedId, heldMailId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Template } from './letterContent.ts';
import type { Member } from './member.ts';
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
const contents: Record<Exclude<Template, 'prompt'>, LetterContent> = {
  welcome: { template: 'welcome', addedBy: 'Hanna' },
  digest: { template: 'digest', prompt: prompt.id, crew: 'c', questions: [], answers: [], readers: [] },
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
  ['ask-sender', crewLetter],
  ['host-notice', crewLetter],
  ['receipt', answer],
  ['confirm', answer],
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

test('who is active, or was paused until now, takes part', () => {
  const taking = Object.entries(people).filter(([, who]) => who !== undefined && takesPart(who, NOW));
  expect(taking.map(([who]) => who)).toEqual([
    'welcomed',
    'not yet welcomed',
    'paused until now',
    'undeliverable',
  ]);
});

const letterOf = (template: Template): Letter =>
  template === 'prompt'
    ? promptLetterTo(people.welcomed, prompt)
    : letterTo(people.welcomed, contents[template]);

function verdict(letter: Letter, member: Member | undefined): string {
  const consent = consentTo(letter, member, NOW);
  return consent.letter === 'never' ? consent.reason : consent.letter;
}
