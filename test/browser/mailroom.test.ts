import axe, { type AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requires.ts';
import { openBrowser } from './chromium.ts';
import { type RunningDemo, startMailroomDemo } from './mailroomDemo.ts';
import { photoOf } from './photo.ts';

const PHONE = 390;
const PHOTO = photoOf(360, 240);
const WORDS = 'The lemon tree came back. I could use an hour of quiet.';

const serious = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ iframes: false })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
};

/** More than lie before the first digest. */
const MOST_MOVES = 12;

/** Moves the clock to what is due, again and again, until this can be seen. */
async function moveUntil(page: Page, seen: Locator): Promise<void> {
  for (let moves = 0; moves < MOST_MOVES && (await seen.count()) === 0; moves += 1)
    await page.getByRole('button', { name: /next thing that is due/ }).click();
}

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

describe.skipIf(!requires('chromium'))('the mailroom on a phone', () => {
  let browser: Browser;
  let demo: RunningDemo;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(process.env.CHROMIUM_PATH), startMailroomDemo()]);
    page = await browser.newPage({ viewport: { width: PHONE, height: 800 } });
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.end();
  });

  it('brings the words that a member replied back to her crew', async () => {
    await page.goto(demo.mailroom);
    await page.getByRole('link', { name: /^Ana Sousa/ }).click();
    const prompt = page.getByRole('link', { name: /Tide Pool: What would you like time for/ });
    await moveUntil(page, prompt);
    await prompt.click();
    await page.getByLabel('Your words').fill(WORDS);
    await page.getByLabel('Written in').selectOption('thunderbird');
    await page
      .getByLabel('With a photo')
      .setInputFiles({ name: 'lemon-tree.png', mimeType: 'image/png', buffer: PHOTO });
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByRole('status').getByText('Crewtide has read it').waitFor();

    await page.goto(`${demo.mailroom}/people/beatriz`);
    await prompt.click();
    await page.goto(`${demo.mailroom}/people/beatriz`);
    const digest = page.getByRole('link', { name: /Tide Pool: What would you like time for.* unread/s });
    await moveUntil(page, digest);
    await page.getByText(/\d letters came/).waitFor();
    await digest.click();
    const letters = page.locator('iframe');
    expect(await letters.count()).toBe(2);
    const shown = page.frameLocator('iframe >> nth=1');
    expect(await shown.locator('body').innerText()).toContain(WORDS);
    expect(await shown.getByAltText('lemon tree').getAttribute('src')).toMatch(/^data:image\/jpeg;base64,/);
  });

  it.for(['light', 'dark'] as const)(
    'has no serious barrier and is never wider than the screen, in %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${demo.mailroom}/people/ana`);
      const thread = await page.locator('.threads a').first().getAttribute('href');
      const paths = [
        '/',
        '/people/ana',
        `${thread}`,
        `${thread}?show=text`,
        `${thread}?show=source`,
        '/host',
      ];
      for (const path of paths) {
        await page.goto(`${demo.mailroom}${path}`);
        expect(await serious(page), path).toEqual([]);
        expect(await widthOf(page), path).toBeLessThanOrEqual(PHONE);
      }
    },
  );

  it('shows letters in frames that may run no script', async () => {
    await page.goto(`${demo.mailroom}/people/ana`);
    await page.locator('.threads a').first().click();
    expect(await page.locator('iframe').first().getAttribute('sandbox')).toBe('');
  });
});
