import type { Closing } from '../draft.ts';
import { Frame } from './Frame.tsx';
import { Paragraphs } from './Paragraphs.tsx';
import { Questions } from './Question.tsx';

interface NoteProps {
  readonly subject: string;
  readonly greeting: string;
  /** What the letter asks, if it asks. */
  readonly question?: string;
  readonly sentences: readonly string[];
  readonly closing: Closing;
}

/** A letter that is nothing but a few sentences. */
export const Note = ({ subject, greeting, question, sentences, closing }: NoteProps) => (
  <Frame subject={subject} closing={closing}>
    <Paragraphs of={[greeting]} />
    {question !== undefined && <Questions of={[question]} />}
    <Paragraphs of={sentences} />
  </Frame>
);
