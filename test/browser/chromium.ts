import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

/**
 * A headless Chromium. `executablePath` (CHROMIUM_PATH) names the one to use; without it, the one that npm brought, which
 * runs on linux-x64 alone.
 * @throws NoBrowser where there is none to use.
 */
export async function openBrowser(executablePath?: string): Promise<Browser> {
  if (executablePath !== undefined && executablePath !== '') {
    if (!existsSync(executablePath)) throw new NoBrowser(`CHROMIUM_PATH names no file: ${executablePath}`);
    return chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }
  const here = `${process.platform}-${process.arch}`;
  if (here !== 'linux-x64') {
    throw new NoBrowser(`no Chromium comes with npm on ${here}: set CHROMIUM_PATH to one`);
  }
  bundled.setGraphicsMode = false;
  return chromium.launch({ executablePath: await bundled.executablePath(), args: bundledArgs() });
}

/** `--single-process` is for Lambda; here it makes closing one page end the browser. */
const bundledArgs = (): string[] =>
  bundled.args.filter((arg) => arg !== '--single-process' && !arg.startsWith('--headless'));
