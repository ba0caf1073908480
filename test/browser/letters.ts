import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { previews, render } from '@crewtide/emails';
import { openBrowser } from './chromium.ts';
import { withStandIns } from './standIns.ts';

const [where = '.screenshots/letters'] = process.argv.slice(2);
const OUT = pathToFileURL(`${resolve(where)}/`);
const WIDTHS = [390, 800];
const SCHEMES = ['light', 'dark'] as const;

/** Pictures of every letter and of the pages that come with letters, into .screenshots/letters/ or the folder named. */
await mkdir(OUT, { recursive: true });
const browser = await openBrowser(process.env.CHROMIUM_PATH);
const letters = await Promise.all(
  previews.map(async ({ name, content, recipient }) => ({ name, ...(await render(content, recipient)) })),
);
const pages = letters.flatMap(({ name, html, page }) => [
  { name, html: withStandIns(html) },
  ...(page === undefined ? [] : [{ name: `${name}-page`, html: page.html }]),
]);
for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
    for (const { name, html } of pages) {
      await page.setContent(html);
      await page.screenshot({
        path: new URL(`${name}-${width}-${colorScheme}.png`, OUT).pathname,
        fullPage: true,
      });
    }
    await page.close();
  }
}
await browser.close();
for (const { name, subject, text } of letters) {
  await writeFile(new URL(`${name}.txt`, OUT), `Subject: ${subject}\n\n${text}`);
}
console.log(`${pages.length * WIDTHS.length * SCHEMES.length} pictures in ${where}`);
