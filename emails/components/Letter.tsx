import { Fragment } from 'react';
import type { Block, Closing, Draft } from '../draft.ts';
import { textPart } from '../words/textPart.ts';
import { Frame } from './Frame.tsx';

interface LetterProps {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly closing: Closing;
}

/** Both parts of a letter from the same blocks in the same order. */
export const letterOf = ({ subject, blocks, closing }: LetterProps): Draft => ({
  subject,
  html: (
    <Frame subject={subject} closing={closing}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks never move
        <Fragment key={index}>{block.html}</Fragment>
      ))}
    </Frame>
  ),
  text: textPart(
    blocks.map(({ text }) => text),
    closing,
  ),
});
