import { type LetterContent, letterContent, type Template } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { previews } from './previews.ts';
import { render } from './render.ts';

/** Days that the house writes. */
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

type Path = readonly (string | number)[];

function stringsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return isDay(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => stringsIn(each, [...path, key]));
}

function withWordsAt(value: unknown, [key, ...rest]: Path, words: string): unknown {
  if (key === undefined) return words;
  if (Array.isArray(value)) {
    return value.map((each, index) => (String(index) === key ? withWordsAt(each, rest, words) : each));
  }
  return Object.fromEntries(
    Object.entries(Object(value)).map(([name, each]) => [
      name,
      name === key ? withWordsAt(each, rest, words) : each,
    ]),
  );
}

const isLetter = (content: unknown): boolean => letterContent.safeParse(content).success;

/** The content with `evil` wherever the domain lets it stand, going by its beginning and its end. */
function spoilt(content: LetterContent, evil: string): LetterContent {
  const ends = `${evil.slice(0, 10_000)}${evil.slice(-1)}`;
  const open = stringsIn({ ...content, calendar: undefined }).filter((path) =>
    isLetter(withWordsAt(content, path, ends)),
  );
  return letterContent.parse(open.reduce<unknown>((worse, path) => withWordsAt(worse, path, evil), content));
}

/** What members wrote stands in these as they wrote it. */
const HOLDS_WORDS: ReadonlySet<Template> = new Set([
  'prompt',
  'digest',
  'note',
  'review',
  'outcome',
  'keepsake',
]);

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
      expect(letter.html.replaceAll(/<img alt="[^"<>]*" height="\d+" src="cid:/g, ''), name).not.toMatch(
        /<script|<img|<!--(?!\/?\$|html|head|body)/,
      );
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
      if (HOLDS_WORDS.has(content.template)) continue;
      expect(letter.text.length, name).toBeLessThan(5_000);
      expect(letter.html.length, name).toBeLessThan(30_000);
    }
  });

  it('cannot turn a sentence round', async () => {
    for (const { name, content, letter } of await evilLetters('\u202eevE')) {
      expect(letter.subject, name).not.toContain('\u202e');
      if (!HOLDS_WORDS.has(content.template)) expect(letter.text, name).not.toContain('\u202e');
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
