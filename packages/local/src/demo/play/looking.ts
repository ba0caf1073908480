import { localTimeAt, type TimeZone } from '@crewtide/domain';
import type { Mail } from '../mail.ts';
import { threadsOf } from '../threads.ts';
import { type AnswerRead, answersIn } from './digestText.ts';
import { flat } from './row.ts';
import type { Stage } from './stage.ts';

export const TIDE = ['ana', 'olena', 'joao', 'beatriz', 'mykola'];
export const MOON = ['iryna', 'rui', 'sofia', 'dmytro', 'clara'];

/** Reads mailboxes as the people of the story do. */
export interface Looking {
  /** `ana 1, olena 2`: how many letters of a kind each got. */
  counts(names: readonly string[], template: string): string;
  nth(name: string, template: string, nth: number): Mail | undefined;
  /** Who said what in somebody's nth digest. */
  answers(name: string, nth: number): readonly AnswerRead[];
  /** Everything that anybody received. */
  everything(): readonly Mail[];
}

export function looking(stage: Stage): Looking {
  const names = stage.circle.people.map((person) => person.name);
  const nth = (name: string, template: string, at: number) => stage.letters(name, template)[at];
  return {
    nth,
    counts: (of, template) => of.map((name) => `${name} ${stage.letters(name, template).length}`).join(', '),
    answers: (name, at) => answersIn(nth(name, 'digest', at)?.text ?? '', names),
    everything: () =>
      stage.circle.people.flatMap(({ address }) =>
        stage.demo.post.mailbox(address).filter((mail) => !mail.sent),
      ),
  };
}

/** Sorted, late ones marked. */
export const whoAnswered = (answers: readonly AnswerRead[]): string =>
  answers
    .map(({ name, note }) => (note === undefined ? name : `${name} (late)`))
    .toSorted()
    .join(', ');

export const said = (name: string, answers: readonly AnswerRead[]): string =>
  answers
    .filter((answer) => answer.name === name)
    .map((answer) => flat(answer.words))
    .join(' | ');

/** `09:00`, when it came, on a clock of the zone. */
export const clockAt = (mail: Mail | undefined, zone: TimeZone): string =>
  mail === undefined ? 'nothing' : localTimeAt(mail.at, zone).slice(11);

/** `2027-03-01 18:00` */
export const timeAt = (mail: Mail | undefined, zone: TimeZone): string =>
  mail === undefined ? 'nothing' : localTimeAt(mail.at, zone).replace('T', ' ');

/** The line of a letter that a pattern finds. */
export const lineIn = (mail: Mail | undefined, pattern: RegExp): string =>
  pattern.exec(mail?.text ?? '')?.[0] ?? 'no such line';

/** What stands in a letter below this heading, item by item, sorted. */
export function itemsBelow(mail: Mail | undefined, heading: string): string {
  const lines = (mail?.text ?? '').split('\n');
  const from = lines.indexOf(heading) + 1;
  const rest = lines.slice(from === 0 ? lines.length : from);
  const end = rest.findIndex((line) => line !== '' && !line.startsWith('  '));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .filter((line) => line !== '')
    .map((line) => line.replace(/^ +- /, ''))
    .toSorted()
    .join(' ');
}

export const threadOf = (stage: Stage, name: string, mail: Mail | undefined): string =>
  threadsOf(stage.mailbox(name))
    .find((thread) => mail !== undefined && thread.mails.includes(mail))
    ?.mails.map(stage.kind)
    .join(', ') ?? 'no thread';

/** What a letter's calendar asks of hers (RFC 5546): `REQUEST`. */
export function calendarOf(mail: Mail | undefined): string {
  const file = mail?.attachments.find(({ type }) => type === 'text/calendar');
  if (file === undefined) return 'no calendar';
  const text = Buffer.from(file.bytes)
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '');
  return [...text.matchAll(/^METHOD:(\w+)/gm)].map(([, method]) => method).join();
}
