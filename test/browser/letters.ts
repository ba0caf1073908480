import { mkdir, writeFile } from 'node:fs/promises';
import { previews, render } from '@crewtide/emails';
import { openBrowser } from './chromium.ts';

const OUT = new URL('../../.screenshots/letters/', import.meta.url);
const WIDTHS = [390, 800];
const SCHEMES = ['light', 'dark'] as const;

/** Pictures of every letter, into .screenshots/letters/. */
await mkdir(OUT, { recursive: true });
const browser = await openBrowser(process.env.CHROMIUM_PATH);
for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
    for (const { name, content, recipient } of previews) {
      const { html, text } = await render(content, recipient);
      await page.setContent(html);
      await page.screenshot({
        path: new URL(`${name}-${width}-${colorScheme}.png`, OUT).pathname,
        fullPage: true,
      });
      await writeFile(new URL(`${name}.txt`, OUT), text);
    }
    await page.close();
  }
}
await browser.close();
console.log(`${previews.length * WIDTHS.length * SCHEMES.length} pictures in .screenshots/letters/`);
