import { expect, it } from 'vitest';
import { answersIn } from './digestText.ts';

const DIGEST = `Hello Ana Sousa, this came in from Tide Pool.

What went well?

Ana Sousa

  The shed.

  And Saturday.

Esi Mensah
To an earlier question: “What helps?”

  Sleep.

Anything to add? Press Reply.
`;

it('reads who said what in a digest, and what came late', () => {
  expect(answersIn(DIGEST, ['Ana Sousa', 'Bilal Haddad', 'Esi Mensah'])).toEqual([
    { name: 'Ana Sousa', note: undefined, words: 'The shed.\n\nAnd Saturday.' },
    { name: 'Esi Mensah', note: 'To an earlier question: “What helps?”', words: 'Sleep.' },
  ]);
});
