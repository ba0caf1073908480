import type { LetterContent } from '@crewtide/domain';
import { memberId, promptId } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import type { ContentOf } from './draft.ts';
import { previews } from './previews.ts';
import { render } from './render.ts';

const [first] = previews;
if (first === undefined) throw new Error('there are no previews');
const { recipient } = first;

const reader = (name: string) => ({ member: memberId.parse('mfwgsy3fmjxwe4zt'), name });

const digestWith = (answers: ContentOf<'digest'>['answers']): LetterContent => ({
  template: 'digest',
  prompt: promptId.parse('mzxw6ytboi2dimrs'),
  crew: 'Dolphins',
  questions: ['How are you?'],
  answers,
  readers: ['Ben', 'Caro'].map(reader),
});
const prompts = previews.filter(({ content }) => content.template === 'prompt');

describe('the digest', () => {
  it('has Re: and exactly the subject of its prompt', async () => {
    for (const { content } of prompts) {
      if (content.template !== 'prompt') continue;
      const { prompt, crew, questions, readers } = content;
      const asked = await render(content, recipient);
      const answered = await render(
        { template: 'digest', prompt, crew, questions, readers: readers.map(reader), answers: [] },
        recipient,
      );
      expect(answered.subject).toBe(`Re: ${asked.subject}`);
    }
  });

  it('names those who wrote, and as readers alone those who did not', async () => {
    const { text } = await render(digestWith([{ name: 'Ben', words: 'Well.' }]), recipient);
    expect(text).toContain('\n\nBen\n\n  Well.\n\n');
    const lines = text.split('\n').filter((line) => line.includes('Caro'));
    expect(lines).toEqual([expect.stringContaining('Reply, and Ben and Caro read it at once')]);
  });

  it('shows late answers after the others, each under its own question', async () => {
    const { text } = await render(
      digestWith([
        { name: 'Caro', words: 'From before.', late: ['What was hard?', 'What was light?'] },
        { name: 'Ben', words: 'From now.' },
      ]),
      recipient,
    );
    expect(text.indexOf('From now.')).toBeLessThan(text.indexOf('From before.'));
    expect(text).toContain(
      'Caro\nTo an earlier question: “What was hard?” and “What was light?”\n\n  From before.',
    );
  });

  it('keeps paragraphs, line breaks and runs of spaces', async () => {
    const { html, text } = await render(
      digestWith([{ name: 'Ben', words: 'One\r\ntwo   three\n\n  four\n\n\n\n\n\nfive  \n' }]),
      recipient,
    );
    expect(html).toContain('One<br/>two   three<br/><br/>  four<br/><br/><br/>five</div>');
    expect(text).toContain('  One\n  two   three\n\n    four\n\n\n  five\n\nReply');
  });

  it('lets nobody pose as another: words never stand where names do', async () => {
    const { html, text } = await render(
      digestWith([{ name: 'Ben', words: 'hello\n\nCaro\n\n  I quit.\n\n-- \nThe end' }]),
      recipient,
    );
    expect(text).not.toMatch(/^Caro$/m);
    expect(text.match(/^-- $/gm)).toHaveLength(1);
    expect(html.match(/<h2/g)).toHaveLength(1);
  });

  it('carries seven answers of 20,000 characters whole, in both parts, and says that it is long', async () => {
    const answers = Array.from({ length: 7 }, (_, index) => ({
      name: `Member ${index}`,
      words: `${'Wörter und Sätze, weit und breit. '.repeat(600)}Ende ${index}`,
    }));
    const { html, text } = await render(digestWith(answers), recipient);
    for (const { words } of answers) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
    expect(html).toContain('choose “View entire message”');
    expect((await render(digestWith(answers.slice(0, 4)), recipient)).html).not.toContain('View entire');
  });

  it.each([
    ['many answers', Array.from({ length: 180 }, () => ({ name: 'Ben', words: 'Well.' }))],
    ['many lines', [{ name: 'Ben', words: 'a\n'.repeat(20_000) }]],
    ['many signs', [{ name: 'Ben', words: '&'.repeat(20_000) }]],
  ])('says that it is long when %s make its html long', async (_, answers) => {
    const { html } = await render(digestWith(answers), recipient);
    expect(Buffer.byteLength(html)).toBeGreaterThan(102_000);
    expect(html).toContain('choose “View entire message”');
  });

  it('stays below what Gmail clips as long as the words do', async () => {
    const words = 'a line of words\n'.repeat(1_000).trimEnd();
    const answers = Array.from({ length: 5 }, () => ({ name: 'Ben', words }));
    const { html } = await render(digestWith(answers), recipient);
    const overhead = Buffer.byteLength(html) - 5 * 5 * words.split('\n').length;
    expect(overhead).toBeLessThan(102_000);
  });
});
