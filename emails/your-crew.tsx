import type { Recipient } from '@crewtide/flows';
import { heading } from './blocks/heading.tsx';
import { meetings as listOf } from './blocks/meetings.tsx';
import { rule } from './blocks/rule.tsx';
import { sentences } from './blocks/sentences.tsx';
import { statement } from './blocks/statement.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { ordinal, times } from './words/counting.ts';
import { howToChange } from './words/hosting.ts';
import { crewSubject } from './words/news.ts';
import { hello, namesOf, whomAReplyReaches } from './words/people.ts';
import { purposeOf } from './words/purpose.ts';
import { rhythmInWords } from './words/rhythm.ts';
import { inZone, weekdayIn, weekdayOf } from './words/when.ts';

type Content = ContentOf<'your-crew'>;

/** Who is in it, when they meet, and what happens then; with the season's calendar. */
export function yourCrew(content: Content, to: Recipient): Draft {
  const { crew, number, meetings, zone, minutes, practice, readers } = content;
  return letterOf({
    subject: crewSubject(crew, number === 1 ? 'this is your crew' : `your ${ordinal(number)} season`),
    blocks: [
      sentences(
        number === 1
          ? `${hello(to)} this is your crew:`
          : `${hello(to)} your crew goes into its ${ordinal(number)} season:`,
      ),
      statement(inSentence(crew)),
      sentences(
        `${withWhom(readers.map((reader) => reader.name))} You meet ${times(meetings.length)}, ${rhythmOf(content)}, for ${minutes} minutes.`,
      ),
      listOf('Your meetings', meetings, zone, to),
      sentences(
        'The calendar file with this letter puts them into your calendar.',
        ...toHosts(content, to),
        'Before each meeting a letter asks you something, and what you all answer comes back to you all. There is nothing to install.',
      ),
      heading(`How you spend the time: ${inSentence(practice.name)}`),
      sentences(...purposeOf(practice.purpose)),
      rule,
      sentences(whomAReplyReaches(readers)),
    ],
    closing: closing(to, 'Reply to write to your crew.'),
  });
}

const withWhom = (others: readonly string[]): string =>
  others.length === 0 ? 'For now you are the only one in it.' : `In it with you: ${namesOf(others)}.`;

/** To somebody who hosts a meeting of the season. */
function toHosts({ meetings, zone, readers }: Content, to: Recipient): readonly string[] {
  const hers = meetings.find(({ host }) => host?.who === 'you');
  if (hers === undefined) return [];
  const how = howToChange(readers[0]?.name, hers.startsAt, { own: to.member.zone, crew: zone });
  return [
    `A meeting that you host is yours to change: reply ${how}. From this letter it changes the next one that you host.`,
  ];
}

/** `every Tuesday at 19:30 in Lisbon`; a meeting that was moved doesn't tell the weekday. */
function rhythmOf({ rhythm, time, zone, meetings, calendar }: Content): string {
  const slot = calendar.meetings.find((meeting) => meeting.slot !== undefined)?.slot;
  const [first] = meetings;
  const weekday =
    slot !== undefined ? weekdayOf(slot) : first !== undefined ? weekdayIn(first.startsAt, zone) : 'week';
  return `${rhythmInWords(rhythm, weekday)} at ${time} ${inZone(zone)}`;
}
