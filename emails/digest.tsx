import type { Recipient } from '@crewtide/flows';
import { Hr } from 'react-email';
import { Answer } from './components/Answer.tsx';
import { Frame } from './components/Frame.tsx';
import { Paragraphs } from './components/Paragraphs.tsx';
import { Questions } from './components/Question.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { styles } from './theme.ts';
import { cleanWords, inSentence, oneLine } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { hello, namesOf } from './words/people.ts';
import { digestSubject } from './words/subject.ts';
import { numbered, setIn, textPart } from './words/textPart.ts';

type Answered = ContentOf<'digest'>['answers'][number];

/** What everyone who wrote has written, back to the crew; never who didn't write. */
export function digest(content: ContentOf<'digest'>, to: Recipient): Draft {
  const { crew, questions, answers, readers } = content;
  const subject = digestSubject(crew, questions);
  const end = closing(to, 'Reply to add something.');
  const onTime = answers.filter(({ late }) => late === undefined);
  const inOrder = [...onTime, ...answers.filter(({ late }) => late !== undefined)];
  const opening = [`${hello(to)} this came in from ${inSentence(crew)}.`];
  const quiet = onTime.length === 0 ? ['It stayed quiet this time, and that is fine.'] : [];
  const after = [whatAReplyDoes(readers)];
  return {
    subject,
    html: (
      <Frame subject={subject} closing={end}>
        <Paragraphs of={isClipped(answers) ? [...opening, CLIPPED] : opening} />
        <Questions of={questions} />
        <Paragraphs of={quiet} />
        {inOrder.map((answer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers never move
          <Answer key={index} name={answer.name} words={answer.words} late={lateNote(answer)} />
        ))}
        <Hr className="line" style={styles.line} />
        <Paragraphs of={after} />
      </Frame>
    ),
    text: textPart(
      [...opening, ...numbered(questions.map(cleanWords)), ...quiet, ...inOrder.map(answerInText), ...after],
      end,
    ),
  };
}

/** Gmail shows the first 102 KB of a letter's html, and a link to the rest. See decisions/long-digests.md. */
const CLIPPED_FROM = 90_000;
const CLIPPED =
  'This one is long. If your mail program cuts it off, choose “View entire message” where it ends.';

const MARKUP_OF_AN_ANSWER = 550;

const isClipped = (answers: readonly Answered[]): boolean =>
  answers.reduce((sum, { words }) => sum + MARKUP_OF_AN_ANSWER + bytesInHtml(words), 0) > CLIPPED_FROM;

const bytesInHtml = (words: string): number =>
  Buffer.byteLength(words.replace(/[&<>"']/g, '&quot;').replaceAll('\n', '<br/>'));

const whatAReplyDoes = (readers: readonly string[]): string =>
  readers.length === 0
    ? 'Anything to add? Press Reply. It is kept and comes with the next letter. Nobody but you will read it, not even hosts.'
    : `Anything to add? Press Reply. It is kept, and ${namesOf(readers)} will read it in your crew’s next letter. Nobody else will, not even hosts.`;

function lateNote({ late }: Answered): string | undefined {
  if (late === undefined) return undefined;
  const asked = late.map((question) => `“${inSentence(question, 200)}”`).join(' and ');
  return asked === '' ? 'To an earlier question' : `To an earlier question: ${asked}`;
}

function answerInText(answer: Answered): string {
  const note = lateNote(answer);
  const name = oneLine(answer.name, 80);
  return [name, ...(note === undefined ? [] : [note]), '', setIn(answer.words)].join('\n');
}
