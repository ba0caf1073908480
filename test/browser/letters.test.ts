import { previews, render } from '@crewtide/emails';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoBrowser, openBrowser } from './chromium.ts';

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

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

describe('letters on a phone', () => {
  it('are never wider than the screen', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      for (const { name, content, recipient } of previews) {
        await page.setContent((await render(content, recipient)).html);
        expect(await widthOf(page), name).toBeLessThanOrEqual(PHONE);
      }
    }));

  it('break words of 10,000 characters', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      const endless = 'w'.repeat(10_000);
      for (const { name, content, recipient } of previews) {
        const named = { ...recipient, member: { ...recipient.member, name: endless } };
        const spoilt =
          content.template === 'digest'
            ? { ...content, answers: [{ name: endless, words: endless, late: [endless] }] }
            : content.template === 'prompt'
              ? { ...content, crew: endless, questions: [endless], readers: [endless] }
              : content;
        await page.setContent((await render(spoilt, named)).html);
        expect(await widthOf(page), name).toBeLessThanOrEqual(PHONE);
      }
    }));

  it('show the question in the first screen', ({ skip }) =>
    withPage(skip, 'light', async (page) => {
      for (const { name, content, recipient } of previews) {
        if (content.template !== 'prompt') continue;
        await page.setContent((await render(content, recipient)).html);
        const box = await page.locator('h1').last().boundingBox();
        expect((box?.y ?? 700) + (box?.height ?? 0), name).toBeLessThan(400);
      }
    }));

  it.for(['light', 'dark'] as const)('have no serious barrier that axe finds, in %s', (scheme, { skip }) =>
    withPage(skip, scheme, async (page) => {
      for (const { name, content, recipient } of previews) {
        await page.setContent((await render(content, recipient)).html);
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
