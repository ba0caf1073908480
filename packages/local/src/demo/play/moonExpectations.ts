import { calendarOf, lineIn, looking, MOON, said, timeAt, whoAnswered } from './looking.ts';
import { each, type Row, row } from './row.ts';
import type { Seen } from './story.ts';
import { WORDS } from './words.ts';

/** The Tuesdays nearest the full moons of 22 March, 20 April, 20 May, 19 June and 18 July 2027 (UTC). */
const TUESDAYS = '2027-03-23, 2027-04-20, 2027-05-18, 2027-06-22, 2027-07-20';

/** What must be true of Moon Garden. */
export function moonExpectations({ stage, ...seen }: Seen): readonly Row[] {
  const { counts, nth, answers } = looking(stage);
  const kyiv = stage.person('iryna').zone;
  return [
    row(
      'it meets on Tuesdays by the full moon',
      TUESDAYS,
      seen.moonSeason.meetings.map(({ startsAt }) => startsAt.slice(0, 10)).join(', '),
    ),
    row(
      'at eight in Kyiv, summer or winter',
      '20:00',
      each(
        seen.moonSeason.meetings.map(({ startsAt }) => startsAt),
        (at) => at.slice(11),
      ),
    ),
    row('an out-of-office note gets no answer', '0', String(seen.toRuiAfterHisNote)),
    row(
      'mail from elsewhere is held',
      'unknown-sender held',
      seen.heldBefore.map(({ reason, state }) => `${reason} ${state.name}`).join(),
    ),
    row('its member is asked, once', 'clara 1', counts(['clara'], 'ask-sender')),
    row('her yes releases it', 'released', seen.heldAfter.map(({ state }) => state.name).join()),
    row(
      'hosts hear of it, without its words',
      'ines 1, taras 1, no words',
      `${counts(['ines', 'taras'], 'host-notice')}, ${nth('ines', 'host-notice', 0)?.text.includes(WORDS.clara) ? 'her words' : 'no words'}`,
    ),
    row('it stands in the digest', WORDS.clara, said('Clara Moreira', answers('iryna', 0))),
    row(
      'which comes at six in Kyiv',
      '2027-03-22 18:00',
      each(MOON, (name) => timeAt(nth(name, 'digest', 0), kyiv)),
    ),
    row('a new place that is taken back is echoed', 'rui 1', counts(['rui'], 'echo')),
    row(
      'undone, and nobody else hears of it',
      'Your change is taken back; 0 changes in April',
      `${nth('rui', 'receipt', 0)?.subject}; ${inApril(stage.letters('iryna', 'change'))} changes in April`,
    ),
    row(
      'who paused gets nothing, until “resume”',
      'paused, on again',
      stage
        .letters('dmytro', 'receipt')
        .map(({ subject }) => /paused|on again/.exec(subject)?.[0])
        .join(', '),
    ),
    row(
      'and reads again',
      'Ірина Бондар, Sofia Antunes, Дмитро Лисенко and Clara Moreira',
      lineIn(nth('rui', 'prompt', 2), /^.*(?= will read)/m),
    ),
    row(
      'two swap who hosts; all hear once',
      'iryna 1, rui 1, sofia 1, dmytro 1, clara 1: REQUEST',
      `${counts(MOON, 'change')}: ${each(MOON, (name) => calendarOf(nth(name, 'change', 0)))}`,
    ),
    row(
      'and who it is then',
      'Clara Moreira hosts, Sofia Antunes hosts',
      [...(nth('rui', 'change', 0)?.text.matchAll(/^\S+ \S+ hosts(?= the meeting)/gm) ?? [])].join(', '),
    ),
    row(
      'a digest of one answer',
      'Дмитро Лисенко',
      each(MOON, (name) => whoAnswered(answers(name, 1))),
    ),
    row(
      'an “if” is asked about once, whatever follows',
      'iryna 0, rui 0, sofia 1, dmytro 0, clara 0',
      counts(MOON, 'go-on'),
    ),
    row(
      'two yeses: it is complete',
      'Your season with Moon Garden is complete.',
      each(MOON, (name) => lineIn(nth(name, 'outcome', 0), /^Your .*$/m)),
    ),
    row(
      'yes, no, “if” and silence read alike',
      'alike',
      new Set(MOON.map((name) => withoutHers(nth(name, 'outcome', 0)?.text ?? ''))).size === 1
        ? 'alike'
        : 'different',
    ),
    row(
      'at the same moment',
      '2027-07-28 18:00',
      each(MOON, (name) => timeAt(nth(name, 'outcome', 0), kyiv)),
    ),
    row(
      'the crew is celebrated',
      'completed',
      seen.moonGarden.completedAt === undefined ? 'not completed' : 'completed',
    ),
    row('“keep” brings the season’s pages', 'iryna 1', counts(['iryna'], 'keepsake')),
  ];
}

const inApril = (mails: readonly { readonly at: string }[]): number =>
  mails.filter(({ at }) => at.startsWith('2027-04')).length;

/** Without what differs in every letter: her name, the other names, her own links. */
const withoutHers = (text: string): string =>
  text
    .replace(/^Hello .*$/m, '')
    .replace(/^Reply, and .*$/m, '')
    .replace(/https?:\S+/g, '');
