import type { LetterContent } from '@crewtide/domain';
import { previews, render } from '@crewtide/emails';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoBrowser, openBrowser } from './chromium.ts';
import { withStandIns } from './standIns.ts';

const PHONE = 390;

let browser: Browser | undefined;
let missing = '';

beforeAll(async () => {
  try {
    browser = await openBrowser(process.env.CHROMIUM_PATH);
  } catch (cause) {
    if (!(cause instanceof NoBrowser) || process.env.CI === 'true') throw cause;
    missing = cause.message;
  }
});

afterAll(async () => {
  await browser?.close();
});

async function withPage(
  skip: (why: string) => void,
  colorScheme: 'light' | 'dark',
  look: (page: Page) => Promise<void>,
): Promise<void> {
  if (browser === undefined) return skip(missing);
  const page = await browser.newPage({ viewport: { width: PHONE, height: 700 }, colorScheme });
  await look(page);
  await page.close();
}

/** Every letter's html with pictures in it, and the pages that letters bring. */
async function shown(): Promise<readonly { readonly name: string; readonly html: string }[]> {
  const all = previews.map(async ({ name, content, recipient }) => {
    const { html, page } = await render(content, recipient);
    return [
      { name, html: withStandIns(html) },
      ...(page === undefined ? [] : [{ name: `page of ${name}`, html: page.html }]),
    ];
  });
  return (await Promise.all(all)).flat();
}

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

function withEndless(content: LetterContent, endless: string): LetterContent {
  switch (content.template) {
    case 'prompt':
      return { ...content, crew: endless, questions: [endless], readers: [endless] };
    case 'digest':
      return { ...content, answers: [{ name: endless, words: endless, late: [endless] }] };
    case 'note':
      return { ...content, from: endless, words: endless };
    case 'your-crew':
    case 'change':
      return { ...content, meetings: content.meetings.map((each) => ({ ...each, place: endless })) };
    case 'outcome':
      return { ...content, liked: [endless], improve: [endless], methods: [endless] };
    default:
      return content;
  }
}

describe('letters on a phone', () => {
  it('are never wider than the screen', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      for (const { name, html } of await shown()) {
        await page.setContent(html);
        expect(await widthOf(page), name).toBeLessThanOrEqual(PHONE);
      }
    }));

  it('break words of 10,000 characters', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      const endless = 'w'.repeat(10_000);
      for (const { name, content, recipient } of previews) {
        const named = { ...recipient, member: { ...recipient.member, name: endless } };
        await page.setContent((await render(withEndless(content, endless), named)).html);
        expect(await widthOf(page), name).toBeLessThanOrEqual(PHONE);
      }
    }));

  it('show the question in the first screen', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      for (const { name, content, recipient } of previews) {
        if (content.template !== 'prompt' || name === 'prompt-long') continue;
        await page.setContent((await render(content, recipient)).html);
        const [first, last] = [page.locator('h1').first(), page.locator('h1').last()];
        const [above, box] = [await first.boundingBox(), await last.boundingBox()];
        expect((above?.y ?? 700) + (above?.height ?? 0), name).toBeLessThan(400);
        expect((box?.y ?? 700) + (box?.height ?? 0), name).toBeLessThan(500);
      }
    }));

  it.for(['light', 'dark'] as const)(
    'have no serious barrier that axe finds, in %s',
    { timeout: 120_000 },
    (scheme, { skip }) =>
      withPage(skip, scheme, async (page) => {
        for (const { name, html } of await shown()) {
          await page.setContent(html);
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(
            serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
            name,
          ).toEqual([]);
        }
      }),
  );
});
