import type { Recipient } from '@crewtide/flows';
import { Frame } from './components/Frame.tsx';
import { Paragraphs } from './components/Paragraphs.tsx';
import { Questions } from './components/Question.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { cleanWords, inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { hello, whoReads } from './words/people.ts';
import { promptSubject } from './words/subject.ts';
import { numbered, textPart } from './words/textPart.ts';
import { dayAndTime } from './words/when.ts';

/** Asks a crew before its meeting. */
export function prompt(content: ContentOf<'prompt'>, to: Recipient): Draft {
  const { crew, questions, readers, digestAt } = content;
  const subject = promptSubject(crew, questions);
  const end = closing(to, 'Reply to answer.');
  const several = questions.length > 1;
  const opening = `${hello(to)} ${several ? 'two questions' : 'a question'} from ${inSentence(crew)}:`;
  const after = [
    several
      ? 'Press Reply and write a few lines, to one or to both. If nothing comes to mind, that is fine too.'
      : 'Press Reply and write a few lines. If nothing comes to mind, that is fine too.',
    whoReads(readers),
    `What everyone wrote comes back to you all on ${dayAndTime(digestAt, to.member.zone)}.`,
  ];
  return {
    subject,
    html: (
      <Frame subject={subject} closing={end}>
        <Paragraphs of={[opening]} />
        <Questions of={questions} />
        <Paragraphs of={after} />
      </Frame>
    ),
    text: textPart([opening, ...numbered(questions.map(cleanWords)), ...after], end),
  };
}
