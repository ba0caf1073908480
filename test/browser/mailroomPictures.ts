import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { startMailroomDemo } from './mailroomDemo.ts';
import { photoOf } from './photo.ts';

const OUT = new URL('../../.screenshots/mailroom/', import.meta.url);
const WIDTHS = [390, 800, 1280];
const PHOTO = photoOf(900, 600);
/** More than lie before the first digest. */
const MOST_MOVES = 12;
const SCHEMES = ['light', 'dark'] as const;

/** Pictures of the mailroom in the middle of a story, into .screenshots/mailroom/. */
await mkdir(OUT, { recursive: true });
const [browser, demo] = await Promise.all([openBrowser(process.env.CHROMIUM_PATH), startMailroomDemo()]);
try {
  const page = await browser.newPage();
  await page.goto(demo.mailroom);
  await pictures(page, 'home');
  await openThread(page, 'ana', /this is your crew/);
  await pictures(page, 'your-crew');
  await moveUntil(page, 'mykola', /Tide Pool: What/);
  await openThread(page, 'olena');
  await pictures(page, 'prompt');
  await reply(page, 'ana', 'The shed has a roof again.\n\nTwo hands on Saturday.', 'gmail', { photo: PHOTO });
  await reply(page, 'joao', 'I finished the translation.\n\nA reader for the end.', 'apple-mail', {
    from: 'other',
  });
  await reply(page, 'mykola', 'pause', 'no-quote');
  await moveUntil(page, 'olena', /Tide Pool: What.* unread/s);
  await pictures(page, 'mailbox');
  await reply(page, 'olena', 'See you all tomorrow, I bring the map.', 'gmail');
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

interface ReplyChoices {
  readonly from?: 'own' | 'other';
  readonly photo?: Buffer;
}

async function reply(
  page: Page,
  who: string,
  words: string,
  client: string,
  { from = 'own', photo }: ReplyChoices = {},
): Promise<void> {
  await openThread(page, who);
  await page.getByLabel('Your words').fill(words);
  await page.getByLabel('Written in').selectOption(client);
  await page.getByLabel('From', { exact: true }).selectOption(from);
  if (photo !== undefined)
    await page.getByLabel('With a photo').setInputFiles({
      name: 'the-new-roof.png',
      mimeType: 'image/png',
      buffer: photo,
    });
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await page.getByRole('status').waitFor();
}

async function openThread(page: Page, who: string, subject = /Tide Pool: What/): Promise<void> {
  await page.goto(`${demo.mailroom}/people/${who}`);
  await page.getByRole('link', { name: subject }).first().click();
}

/** Moves the clock to what is due, again and again, until somebody has this mail. */
async function moveUntil(page: Page, who: string, mail: RegExp): Promise<void> {
  await page.goto(`${demo.mailroom}/people/${who}`);
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    if ((await page.getByRole('link', { name: mail }).count()) > 0) return;
    await page.getByRole('button', { name: /next thing that is due/ }).click();
  }
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
