import { describe, expect, it } from 'vitest';
import { newWordsOf } from './words.ts';

const passages = (text: string, flowed = false) => newWordsOf({ text, flowed, html: '' }).passages;

describe('words by what they stand below', () => {
  it('a reply with everything on top is one passage without a quote', () => {
    const reply = 'Ben.\n\nAnd Friday.\n\nOn Mon, Nov 23, 2026, Grace wrote:\n> Who?\n> When?';
    expect(passages(reply)).toEqual([{ quote: undefined, words: 'Ben.\n\nAnd Friday.' }]);
  });

  it('inline answers each know their question, without marks and line ends', () => {
    const reply = [
      'Hi all,',
      'On Mon, Nov 23, 2026, Grace wrote:',
      '> Dear Anna,',
      '>',
      '> > 1. Who comes to',
      '> the lake?',
      '',
      'Ben.',
      '',
      'And Cleo.',
      '> 2. When?',
      'Ben.',
      '>',
      '> Crewtide',
    ].join('\n');
    expect(passages(reply)).toEqual([
      { quote: undefined, words: 'Hi all,' },
      { quote: 'Dear Anna, 1. Who comes to the lake?', words: 'Ben.\n\nAnd Cleo.' },
      { quote: '2. When?', words: 'Ben.' },
    ]);
  });

  it('an answer at the bottom stands below the end of a long letter', () => {
    const letter = Array.from({ length: 400 }, (_, line) => `> line ${line} of it`).join('\n');
    const [only, ...others] = passages(`Grace writes:\n${letter}\n\nI am in.`);
    expect(others).toEqual([]);
    expect(only?.words).toBe('I am in.');
    expect(only?.quote).toMatch(/line 398 of it line 399 of it$/);
    expect(only?.quote?.length).toBeLessThanOrEqual(500);
  });

  it('wrapped lines of a flowed reply are one', () => {
    expect(passages('> Who \n> comes?\nBen and \nCleo.', true)).toEqual([
      { quote: 'Who comes?', words: 'Ben and Cleo.' },
    ]);
  });

  it('no words are no passage', () => {
    expect(passages('> Who?\n\n-- \nAnna')).toEqual([]);
  });

  it('answers between the blockquotes of html have them as quotes', () => {
    const html =
      '<blockquote type="cite"><p>1. Who?</p></blockquote><p>Ben</p><blockquote type="cite"><div>2. When?</div></blockquote><p>Friday</p>';
    expect(newWordsOf({ text: '', flowed: false, html }).passages).toEqual([
      { quote: '1. Who?', words: 'Ben' },
      { quote: '2. When?', words: 'Friday' },
    ]);
  });

  it('the joined passages are the words, whatever is cut between them', () => {
    const reply = 'a\n> q\n\nyes\n> r\nyes\n-- \nyes\n> s\nno';
    const { words, passages: parts } = newWordsOf({ text: reply, flowed: false, html: '' });
    expect(
      parts
        .map((part) => part.words)
        .join('\n')
        .replace(/\s+/g, ' '),
    ).toBe(words.replace(/\s+/g, ' '));
  });
});
