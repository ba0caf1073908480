import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { startMailroomDemo } from './mailroomDemo.ts';

const OUT = new URL('../../.screenshots/mailroom/', import.meta.url);
const WIDTHS = [390, 800, 1280];
const SCHEMES = ['light', 'dark'] as const;

/** Pictures of the mailroom in the middle of a story, into .screenshots/mailroom/. */
await mkdir(OUT, { recursive: true });
const [browser, demo] = await Promise.all([openBrowser(process.env.CHROMIUM_PATH), startMailroomDemo()]);
try {
  const page = await browser.newPage();
  await page.goto(demo.mailroom);
  await pictures(page, 'home');
  await reply(page, 'ana', 'The shed has a roof again.\n\nTwo hands on Saturday.', 'gmail');
  await pictures(page, 'replied');
  await reply(page, 'chloe', 'I finished the translation.\n\nA reader for the end.', 'apple-mail', 'other');
  await reply(page, 'dmytro', 'pause', 'no-quote');
  await page.goto(`${demo.mailroom}/people/bilal`);
  for (let moves = 0; moves < 3; moves += 1) {
    const due = page.getByRole('button', { name: /next thing that is due/ });
    if ((await due.count()) > 0) await due.click();
  }
  await pictures(page, 'mailbox');
  await openThread(page, 'ana');
  await pictures(page, 'thread');
  await page.goto(`${page.url().split('?')[0]}?show=text`);
  await pictures(page, 'text');
  await page.goto(`${page.url().split('?')[0]}?show=source`);
  await pictures(page, 'source');
  await page.goto(`${demo.mailroom}/host`);
  await pictures(page, 'host');
} finally {
  await browser.close();
  await demo.end();
}

async function reply(page: Page, who: string, words: string, client: string, from = 'own'): Promise<void> {
  await openThread(page, who);
  await page.getByLabel('Your words').fill(words);
  await page.getByLabel('Written in').selectOption(client);
  await page.getByLabel('From', { exact: true }).selectOption(from);
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await page.getByRole('status').waitFor();
}

async function openThread(page: Page, who: string): Promise<void> {
  await page.goto(`${demo.mailroom}/people/${who}`);
  await page.getByRole('link', { name: /Tide Pool: What/ }).click();
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      // A frame outside of the view is not painted.
      const height = await page.evaluate<number>('document.documentElement.scrollHeight');
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(150);
      await page.screenshot({
        path: new URL(`${name}-${width}-${colorScheme}.png`, OUT).pathname,
      });
    }
  }
}
