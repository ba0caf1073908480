import { clockAt, itemsBelow, lineIn, looking, TIDE, timeAt } from './looking.ts';
import { each, flat, type Row, row } from './row.ts';
import type { Seen } from './story.ts';
import { WORDS } from './words.ts';

const STAYED = ['ana', 'olena', 'joao', 'mykola'];
const GO_ON = ['ana', 'olena', 'joao'];

/** What must be true of Tide Pool's review, and of what comes of it. */
export function tideReviewExpectations({ stage, ...seen }: Seen): readonly Row[] {
  const { counts, nth } = looking(stage);
  const lisbon = stage.person('ana').zone;
  const zoneOf = (name: string) => stage.person(name).zone;
  return [
    row(
      'the review comes at nine too',
      '09:00',
      each(STAYED, (name) => clockAt(nth(name, 'review', 0), zoneOf(name))),
    ),
    row(
      'the outcome on the seventh day',
      '2027-04-07 18:00',
      each(STAYED, (name) => timeAt(nth(name, 'outcome', 0), lisbon)),
    ),
    row(
      'what was liked, numbered, inline and in prose',
      'I loved how you listened. That we begin in silence. The case about the shed. The honesty.',
      each(STAYED, (name) => itemsBelow(nth(name, 'outcome', 0), 'What you all liked')),
    ),
    row(
      'what could be better',
      'Fewer questions in the letters. Nothing. Starting on time. The evenings were too long for me.',
      each(STAYED, (name) => itemsBelow(nth(name, 'outcome', 0), 'What could be better')),
    ),
    row(
      'three yeses: it goes on',
      'Your crew Tide Pool goes on.',
      each(GO_ON, (name) => lineIn(nth(name, 'outcome', 0), /^Your .*$/m)),
    ),
    row(
      'with whom said yes, and their calendar',
      'ana 2, olena 2, joao 2, beatriz 1, mykola 1',
      counts(TIDE, 'your-crew'),
    ),
    row(
      'for everyone else it is complete',
      'Your season with Tide Pool is complete.',
      lineIn(nth('mykola', 'outcome', 0), /^Your .*$/m),
    ),
    row(
      'the crew is whom said yes',
      GO_ON.map((name) => stage.person(name).member)
        .toSorted()
        .join(),
      seen.tidePool.members.toSorted().join(),
    ),
    row(
      '“keep” brings the season’s pages',
      'mykola 1, with a page',
      `${counts(['mykola'], 'keepsake')}, ${nth('mykola', 'keepsake', 0)?.attachments.some(({ type }) => type === 'text/html') ? 'with' : 'without'} a page`,
    ),
    row('they hold what everyone wrote', 'all of it', missing(nth('mykola', 'keepsake', 0)?.text)),
  ];
}

function missing(text: string | undefined): string {
  const { ana, olena, joao, late, anaAgain, joaoAgain, mykolaAgain, mykolaHosts } = WORDS;
  const absent = [ana, olena, joao, late, anaAgain, joaoAgain, mykolaAgain, mykolaHosts].filter(
    (words) => !flat(text ?? '').includes(flat(words)),
  );
  return absent.length === 0 ? 'all of it' : `without: ${absent.join(' | ')}`;
}
