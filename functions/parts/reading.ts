import type { Receiving } from '@crewtide/flows';
import { developPicture } from '@crewtide/pictures';
import { read, readAnswers, readChange } from '@crewtide/reading';

/** What understands mail: by far the most of what is ever loaded. */
export type Reading = Pick<Receiving, 'read' | 'readAnswers' | 'readChange' | 'developPicture'>;

export const reading: Reading = {
  read,
  readAnswers: async (...reply) => readAnswers(...reply),
  readChange: async (...words) => readChange(...words),
  developPicture,
};
