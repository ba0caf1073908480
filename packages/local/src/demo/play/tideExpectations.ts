import {
  calendarOf,
  clockAt,
  lineIn,
  looking,
  said,
  TIDE,
  threadOf,
  timeAt,
  whoAnswered,
} from './looking.ts';
import { each, flat, type Row, row } from './row.ts';
import type { Seen } from './story.ts';
import { WORDS } from './words.ts';

const STAYED = ['ana', 'olena', 'joao', 'mykola'];
/** Before its outcome. */
const FIRST_SEASON = { prompts: 5, digests: 4 } as const;

/** What must be true of Tide Pool before its review. */
export function tideExpectations({ stage, ...seen }: Seen): readonly Row[] {
  const { counts, nth, answers } = looking(stage);
  const lisbon = stage.person('ana').zone;
  const zoneOf = (name: string) => stage.person(name).zone;
  const prompts = Array.from({ length: FIRST_SEASON.prompts }, (_, at) => at);
  return [
    row(
      'everyone hears who the crew is',
      'welcome, your-crew',
      each(TIDE, (name) => stage.mailbox(name).slice(0, 2).map(stage.kind).join(', ')),
    ),
    row(
      'with a calendar',
      'REQUEST',
      each(TIDE, (name) => calendarOf(nth(name, 'your-crew', 0))),
    ),
    row(
      'prompts come at nine everywhere, clocks changed or not',
      '09:00',
      each(STAYED, (name) =>
        each(prompts.map(String), (at) => clockAt(nth(name, 'prompt', Number(at)), zoneOf(name))),
      ),
    ),
    row(
      'the letter says who will read',
      'Олена Коваль, João Ribeiro, Beatriz Nunes and Микола Шевчук will read your answer.',
      lineIn(nth('ana', 'prompt', 0), /^.* will read your answer\./m),
    ),
    row(
      'the digest comes the evening before',
      '2027-03-01 18:00',
      each(TIDE, (name) => timeAt(nth(name, 'digest', 0), lisbon)),
    ),
    row(
      'in the prompt’s thread, with what is said there',
      'prompt, digest, note',
      threadOf(stage, 'ana', nth('ana', 'digest', 0)),
    ),
    row(
      'it holds who wrote, each once',
      'Ana Sousa, João Ribeiro, Олена Коваль',
      each(TIDE, (name) => whoAnswered(answers(name, 0))),
    ),
    row('words on top of a quote', `${WORDS.ana} [photo: our garden]`, said('Ana Sousa', answers('joao', 0))),
    row('words between its lines', flat(WORDS.olena), said('Олена Коваль', answers('joao', 0))),
    row('words below it', WORDS.joao, said('João Ribeiro', answers('ana', 0))),
    row('a photo is shown, small', 'image/jpeg, at most 16 KB', pictureIn(nth('olena', 'digest', 0))),
    row(
      'a reply to the digest goes on at once, once',
      'ana 1, olena 1, joao 1, beatriz 0, mykola 1',
      counts(TIDE, 'note'),
    ),
    row('with its words', 'yes', yes(nth('mykola', 'note', 0)?.text.includes(WORDS.running))),
    row(
      'a late answer comes next time',
      'Ana Sousa, Микола Шевчук (late)',
      each(TIDE, (name) => whoAnswered(answers(name, 1))),
    ),
    row(
      'a host’s move is echoed to her alone',
      'ana 0, olena 1, joao 0, beatriz 0, mykola 0',
      counts(TIDE, 'echo'),
    ),
    row('for an hour the crew hears nothing', '0', String(seen.toldWithinTheHour)),
    row(
      'then once, with the calendar',
      'ana 1, olena 1, joao 1, beatriz 1, mykola 1: REQUEST',
      `${counts(TIDE, 'change')}: ${each(TIDE, (name) => calendarOf(nth(name, 'change', 0)))}`,
    ),
    row(
      'each by her own clock',
      'Ana 18:00, Олена 20:00',
      `Ana ${movedTo(nth('ana', 'change', 0))}, Олена ${movedTo(nth('olena', 'change', 0))}`,
    ),
    row('the digest moves along', '2027-03-10 18:00', timeAt(nth('ana', 'digest', 1), lisbon)),
    row(
      'who left gets one receipt, then nothing',
      'receipt',
      stage.mailbox('beatriz').slice(-1).map(stage.kind).join(),
    ),
    row('and is named no more', 'not named', named(nth('ana', 'digest', 2)?.text, 'Beatriz')),
    row(
      'her turn to host is passed over',
      'Микола Шевчук hosts.',
      lineIn(nth('ana', 'prompt', 3), /^\S+ \S+ hosts\./m),
    ),
    row(
      'nobody wrote, nothing is sent',
      String(FIRST_SEASON.digests),
      String(stage.letters('ana', 'digest').length),
    ),
  ];
}

type Letter = ReturnType<ReturnType<typeof looking>['nth']>;

const yes = (is: boolean | undefined): string => (is === true ? 'yes' : 'no');

const named = (text: string | undefined, name: string): string =>
  text === undefined ? 'no letter' : text.includes(name) ? 'named' : 'not named';

function pictureIn(mail: Letter): string {
  const picture = mail?.attachments.find(({ type }) => type.startsWith('image/'));
  if (picture === undefined || !mail?.html?.includes(`cid:${picture.contentId}`)) return 'not shown';
  return `${picture.type}, ${picture.bytes.length <= 16_000 ? 'at most 16 KB' : `${picture.bytes.length} bytes`}`;
}

const movedTo = (mail: Letter): string =>
  /moves to Thursday 11 March, (\d\d:\d\d)/.exec(mail?.text ?? '')?.[1] ?? 'not moved';
