import type { Mail } from '../mail.ts';
import { QUESTIONS } from '../people.ts';
import { threadsOf } from '../threads.ts';
import { type AnswerRead, answersIn } from './digestText.ts';
import type { Seen } from './story.ts';
import { WORDS } from './words.ts';

export interface Expectation {
  readonly expectation: string;
  readonly wanted: string;
  readonly got: string;
  readonly ok: boolean;
}

const MEMBERS = ['Ana', 'Bilal', 'Chloe', 'Dmytro', 'Esi'];
const HOSTS = ['Ines', 'Tom'];
const READERS_OF_DIGESTS = ['Ana', 'Bilal', 'Chloe', 'Esi'];

/** What must be true when the story has been played. */
export function judge(seen: Seen): readonly Expectation[] {
  const templates = new Map(seen.letters.map((letter) => [letter.id, letter.template]));
  const kind = (mail: Mail) => templates.get(mail.letter ?? '') ?? 'not a letter of ours';
  const of = (name: string, template: string) => seen.mailbox(name).filter((mail) => kind(mail) === template);
  const counts = (names: readonly string[], template: string) =>
    names.map((name) => `${name} ${of(name, template).length}`).join(', ');
  const everyone = [...MEMBERS, ...HOSTS].flatMap(seen.mailbox);
  const names = seen.circle.people.map((person) => person.name);
  const answers = (name: string, nth: number) => answersIn(of(name, 'digest')[nth]?.text ?? '', names);
  const each = (people: readonly string[], what: (name: string) => string) =>
    [...new Set(people.map(what))].join(' | ');

  return [
    row(
      'a welcome comes first',
      'welcome',
      each(MEMBERS, (name) => kindOr(seen.mailbox(name)[0], kind)),
    ),
    row(
      'then two questions',
      'prompt',
      each(MEMBERS, (name) => kindOr(seen.mailbox(name)[1], kind)),
    ),
    row('the letter says who will read', READERS, readersIn(of('Ana', 'prompt')[0])),
    row('pause gets one receipt', 'Dmytro 1', counts(['Dmytro'], 'receipt')),
    row(
      'an out-of-office note gets no answer',
      '0',
      String(seen.mailsToEsiAfterAutoReply - seen.mailsToEsiBeforeAutoReply),
    ),
    row(
      'mail from elsewhere is held',
      'unknown-sender held',
      seen.heldBefore.map(({ reason, state }) => `${reason} ${state.name}`).join(),
    ),
    row('its member is asked, once', 'Chloe 1', counts(['Chloe'], 'ask-sender')),
    row('the unknown address gets nothing', '0', String(seen.unknownMailbox.length)),
    row('her yes releases it', 'released', seen.heldAfter.map(({ state }) => state.name).join()),
    row(
      'hosts hear of it, without its words',
      'Ines 1, Tom 1, no words',
      `${counts(HOSTS, 'host-notice')}, ${wordsIn(of('Ines', 'host-notice'))}`,
    ),
    row(
      'the digest goes to the crew',
      'Ana 2, Bilal 2, Chloe 2, Esi 2',
      counts(READERS_OF_DIGESTS, 'digest'),
    ),
    row('not to who paused, nor to hosts', 'Dmytro 0, Ines 0, Tom 0', counts(['Dmytro', ...HOSTS], 'digest')),
    row(
      'it stands in the prompt’s thread',
      'prompt, digest',
      each(READERS_OF_DIGESTS, (name) =>
        threadWith(of(name, 'digest')[0], seen.mailbox(name)).map(kind).join(', '),
      ),
    ),
    row(
      'it holds who wrote, each once',
      'Ana Sousa, Bilal Haddad, Chloe Park',
      each(READERS_OF_DIGESTS, (name) => sorted(answers(name, 0))),
    ),
    row('Ana’s words, on top of a quote', flat(WORDS.ana), said('Ana Sousa', answers('Esi', 0))),
    row('Bilal’s, below a quote', flat(WORDS.bilal), said('Bilal Haddad', answers('Esi', 0))),
    row('Chloe’s, between the lines', flat(WORDS.chloe), said('Chloe Park', answers('Esi', 0))),
    row(
      'a late answer comes next time',
      'Bilal Haddad, Esi Mensah (late)',
      each(READERS_OF_DIGESTS, (name) => sorted(answers(name, 1))),
    ),
    row(
      'with the question it answers',
      `yes: ${flat(WORDS.esi)}`,
      `${lateNote(answers('Ana', 1))}: ${said('Esi Mensah', answers('Ana', 1))}`,
    ),
    row(
      'nobody gets a letter twice',
      '0 twice',
      `${everyone.length - new Set(everyone.map((mail) => mail.letter)).size} twice`,
    ),
    row(
      'the API counts what came as sent',
      String(everyone.length),
      String(seen.letters.filter(({ state }) => state.name === 'sent').length),
    ),
    row(
      'and says why others did not leave',
      'paused',
      [
        ...new Set(
          seen.letters.flatMap(({ state }) => (state.name === 'sent' ? [] : [state.reason ?? state.name])),
        ),
      ].join(),
    ),
  ];
}

const row = (expectation: string, wanted: string, got: string): Expectation => ({
  expectation,
  wanted,
  got,
  ok: wanted === got,
});

const READERS = 'Bilal Haddad, Chloe Park, Dmytro Koval and Esi Mensah will read your answer.';

const readersIn = (mail: Mail | undefined): string =>
  /^.* will read your answer\./m.exec(mail?.text ?? '')?.[0] ?? '';

const kindOr = (mail: Mail | undefined, kind: (mail: Mail) => string): string =>
  mail ? kind(mail) : 'nothing';

const flat = (words: string): string => words.replace(/\s+/g, ' ');

const said = (name: string, answers: readonly AnswerRead[]): string =>
  answers
    .filter((answer) => answer.name === name)
    .map((answer) => flat(answer.words))
    .join(' | ');

const sorted = (answers: readonly AnswerRead[]): string =>
  answers
    .map(({ name, note }) => (note === undefined ? name : `${name} (late)`))
    .toSorted()
    .join(', ');

const lateNote = (answers: readonly AnswerRead[]): string =>
  answers.some(({ note }) => note?.includes(QUESTIONS[0])) ? 'yes' : 'no';

const threadWith = (mail: Mail | undefined, mails: readonly Mail[]): readonly Mail[] =>
  threadsOf(mails).find((thread) => mail !== undefined && thread.mails.includes(mail))?.mails ?? [];

const wordsIn = (mails: readonly Mail[]): string =>
  mails.some(({ text }) => WORDS.chloe.split('\n\n').some((words) => text.includes(words)))
    ? 'her words'
    : 'no words';
