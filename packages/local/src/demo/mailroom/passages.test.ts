import { expect, it } from 'vitest';
import { passages } from './passages.ts';

it('tells what is quoted from what is written, line by line', () => {
  expect(passages('Fine.\n\nOn Monday X wrote:\n\n> How?\n> \n> And why?\n\nTea.\n')).toEqual([
    { quoted: false, lines: ['Fine.', '', 'On Monday X wrote:'] },
    { quoted: true, lines: ['> How?', '> ', '> And why?'] },
    { quoted: false, lines: ['Tea.'] },
  ]);
});

it('finds nothing in nothing', () => {
  expect(passages('\n \n')).toEqual([]);
});
