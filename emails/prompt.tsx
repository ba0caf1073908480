import type { Recipient } from '@crewtide/flows';
import { heading } from './blocks/heading.tsx';
import { occasion } from './blocks/occasion.tsx';
import { questions } from './blocks/questions.tsx';
import { sentences } from './blocks/sentences.tsx';
import { steps } from './blocks/steps.tsx';
import { letterOf } from './components/Letter.tsx';
import type { Block, ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { cardinal, ordinal } from './words/counting.ts';
import { atStart, hosts, howToChange } from './words/hosting.ts';
import { hello, whoReads } from './words/people.ts';
import { purposeOf } from './words/purpose.ts';
import { promptSubject } from './words/subject.ts';
import { occasionTime } from './words/when.ts';

type Meeting = Exclude<ContentOf<'prompt'>['meeting'], undefined>;

/** Asks a crew before its meeting. */
export function prompt(content: ContentOf<'prompt'>, to: Recipient): Draft {
  const { crew, questions: asked, readers, digestAt, meeting } = content;
  const several = asked.length > 1;
  const digest = occasionTime(digestAt, to.member.zone, meeting?.zone ?? to.member.zone);
  return letterOf({
    subject: promptSubject(crew, asked),
    blocks: [
      ...(meeting === undefined
        ? [sentences(`${hello(to)} ${several ? 'two questions' : 'a question'} from ${inSentence(crew)}:`)]
        : [
            sentences(`${hello(to)} ${whichMeeting(meeting)} of ${inSentence(crew)} is on`),
            occasion(meeting, to, [whoHosts(meeting)]),
          ]),
      questions(asked),
      sentences(
        several
          ? 'Press Reply and write a few lines, to one or to both. If nothing comes to mind, that is fine too.'
          : 'Press Reply and write a few lines. If nothing comes to mind, that is fine too.',
        whoReads(readers),
        `What everyone wrote comes back to you all on ${digest}.`,
        ...(meeting?.host?.who === 'you' ? [toItsHost(meeting, readers[0], to)] : []),
      ),
      ...(meeting === undefined ? [] : practice(meeting)),
    ],
    closing: closing(to, 'Reply to answer.'),
  });
}

const whichMeeting = ({ number, of }: Meeting): string =>
  `the ${ordinal(number)} of ${of === 1 ? 'one meeting' : `${cardinal(of)} meetings`}`;

function whoHosts({ host, minutes }: Meeting): string {
  const turn = host === undefined ? 'Nobody is named to host' : atStart(hosts(host));
  return `${turn}. ${minutes} minutes.`;
}

function toItsHost({ startsAt, zone }: Meeting, other: string | undefined, to: Recipient): string {
  const how = howToChange(other, startsAt, { own: to.member.zone, crew: zone });
  return `It is your turn to host, thank you. Should something not suit you, reply ${how}. A program reads that, and answers with what it did.`;
}

const practice = ({ practice: { name, purpose, steps: of }, minutes }: Meeting): readonly Block[] => [
  heading(`How you spend the ${minutes} minutes: ${inSentence(name)}`),
  sentences(...purposeOf(purpose)),
  steps(of),
];
