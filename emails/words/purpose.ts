import { inSentence } from './clean.ts';

/** What a practice is good for, as a paragraph; none where a congregation has that practice no more. */
export const purposeOf = (purpose: string): readonly string[] =>
  purpose === '' ? [] : [inSentence(purpose, 300)];
