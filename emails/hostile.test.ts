import { type LetterContent, letterContent } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { previews } from './previews.ts';
import { render } from './render.ts';

const FREE = new Set([
  'addedBy',
  'crew',
  'questions',
  'readers',
  'name',
  'words',
  'late',
  'sender',
  'about',
  'letter',
  'member',
]);

/** The content with `evil` wherever somebody outside chooses the words. */
function spoilt(content: LetterContent, evil: string): LetterContent {
  const spoil = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FREE.has(key) ? evil : value;
    if (Array.isArray(value)) return value.map((each) => spoil(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spoil(each, name)]));
  };
  return letterContent.parse(spoil(content, ''));
}

const evilLetters = (evil: string) =>
  Promise.all(
    previews.map(async ({ name, content, recipient }) => ({
      name,
      content,
      letter: await render(spoilt(content, evil), {
        ...recipient,
        member: { ...recipient.member, name: evil },
        congregation: { ...recipient.congregation, name: evil },
      }),
    })),
  );

describe('hostile words and names', () => {
  it('are escaped when they are html', async () => {
    const evil = `</title></style><script>alert(1)</script><img src=x onerror="alert('1')"><!--`;
    for (const { name, letter } of await evilLetters(evil)) {
      expect(letter.html, name).not.toMatch(/<script|<img|<!--(?!\/?\$|html|head|body)/);
      expect(letter.html.match(/<\/title>/g), name).toHaveLength(1);
      expect(letter.html.match(/<\/style>/g), name).toHaveLength(1);
    }
  });

  it('cannot break a subject or the text part into more lines', async () => {
    for (const { name, letter } of await evilLetters('Eve\r\nBcc: all@example.org\u2028\u0000\u001b[2J')) {
      expect(letter.subject, name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(letter.text, name).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(letter.html, name).not.toMatch(/(?!\n)\p{Cc}/u);
    }
  });

  it('of 10,000 characters without a space stay bounded, but for what members wrote', async () => {
    for (const { name, content, letter } of await evilLetters('x'.repeat(10_000))) {
      expect(letter.subject.length, name).toBeLessThan(120);
      if (content.template === 'digest' || content.template === 'prompt') continue;
      expect(letter.text.length, name).toBeLessThan(3_000);
      expect(letter.html.length, name).toBeLessThan(12_000);
    }
  });

  it('cannot turn a sentence round', async () => {
    for (const { name, content, letter } of await evilLetters('\u202eevE')) {
      expect(letter.subject, name).not.toContain('\u202e');
      if (content.template !== 'digest' && content.template !== 'prompt') {
        expect(letter.text, name).not.toContain('\u202e');
      }
    }
  });

  it('are isolated in a sentence when they are written from right to left', async () => {
    const [, prompt] = await evilLetters('דניאל');
    expect(prompt?.letter.text).toContain('Hello \u2068דניאל\u2069,');
  });

  it('survive as emoji, half characters and stacks of marks', async () => {
    for (const evil of ['👩‍👩‍👧‍👦'.repeat(60), '\ud83d', `e${'\u0301'.repeat(9_000)}`, '']) {
      for (const { name, letter } of await evilLetters(evil)) {
        expect(letter.subject.isWellFormed(), name).toBe(true);
        expect(letter.text.isWellFormed(), name).toBe(true);
        expect(letter.html.isWellFormed(), name).toBe(true);
        expect(letter.subject.length, name).toBeLessThan(120);
      }
    }
  });

  it('of a million characters are rendered in linear time', async () => {
    const floods = [
      ' '.repeat(1_000_000),
      '\n'.repeat(1_000_000),
      ' \n'.repeat(500_000),
      'Re:'.repeat(300_000),
    ];
    for (const flood of floods) {
      const letters = await evilLetters(`a${flood}b`);
      expect(letters).toHaveLength(previews.length);
    }
  });
});
