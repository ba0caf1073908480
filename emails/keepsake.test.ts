import { describe, expect, it } from 'vitest';
import { keepsakePage } from './keepsakePage.tsx';
import { previews } from './previews.ts';
import { render } from './render.ts';

const preview = previews.find(({ name }) => name === 'keepsake');
const content = preview?.content;
if (preview === undefined || content?.template !== 'keepsake') throw new Error('there is no keepsake');
const { recipient } = preview;
const { zone } = recipient.member;

describe('a keepsake', () => {
  it('comes with a page of the same words', async () => {
    const { page, text } = await render(content, recipient);
    expect(page?.name).toBe('keepsake.html');
    for (const { words, name } of content.parts.flatMap(({ answers }) => answers)) {
      for (const line of words.split('\n')) {
        expect(text).toContain(line);
        expect(page?.html).toContain(line);
      }
      expect(page?.html).toContain(`>${name}</h4>`);
    }
    expect(page?.html).toContain('Thursday 26 November 2026');
  });

  it('is the only letter with a page', async () => {
    for (const each of previews) {
      const letter = await render(each.content, each.recipient);
      expect('page' in letter, each.name).toBe(each.content.template === 'keepsake');
    }
  });

  it('says where all of it is, and without a link nothing of one', async () => {
    const { keepsakeUrl = '', ...bare } = recipient;
    expect((await render(content, recipient)).text).toContain(`All of it also stands here: ${keepsakeUrl}`);
    const { html, text } = await render(content, bare);
    expect(html + text).not.toContain('season’s pages here');
    expect(html + text).not.toContain('keepsake/');
  });
});

describe('a keepsake’s page', () => {
  it('needs nothing else and runs nothing', async () => {
    const html = await keepsakePage(content, zone);
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en">/);
    expect(html).not.toMatch(/<(script|link|iframe|img|form|a)\b|url\(|@import|https?:/i);
    expect(html).toContain('@media print');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toContain('with 2 pictures');
  });

  it('lets no words become markup', async () => {
    const evil = '</style></title><script>alert(1)</script><img src=x>';
    const html = await keepsakePage(
      {
        ...content,
        crew: evil,
        parts: content.parts.map((part) => ({
          ...part,
          questions: [evil],
          answers: [{ name: evil, words: evil }],
        })),
      },
      zone,
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });
});
