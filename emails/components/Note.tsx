import type { Closing } from '../draft.ts';
import { Frame } from './Frame.tsx';
import { Paragraphs } from './Paragraphs.tsx';

interface NoteProps {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly closing: Closing;
}

/** A letter that is nothing but a few sentences. */
export const Note = ({ subject, paragraphs, closing }: NoteProps) => (
  <Frame subject={subject} closing={closing}>
    <Paragraphs of={paragraphs} />
  </Frame>
);
