import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Browser, chromium } from 'playwright-core';
import { unpackChromium } from './bundledChromium.ts';

/** There is no Chromium to use here; the message says what to set. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

const ARGS = ['--no-sandbox', '--font-render-hinting=none'];

/**
 * A headless Chromium. `executablePath` (CHROMIUM_PATH) names the one to use; without it, the one that npm brought, which
 * runs on linux-x64 alone and needs no package of the system.
 * @throws NoBrowser where there is none to use.
 */
export async function openBrowser(executablePath?: string): Promise<Browser> {
  if (executablePath !== undefined && executablePath !== '') {
    if (!existsSync(executablePath)) throw new NoBrowser(`CHROMIUM_PATH names no file: ${executablePath}`);
    return chromium.launch({ executablePath, args: ARGS });
  }
  const here = `${process.platform}-${process.arch}`;
  if (here !== 'linux-x64') {
    throw new NoBrowser(`no Chromium comes with npm on ${here}: set CHROMIUM_PATH to one`);
  }
  return openBundled();
}

async function openBundled(): Promise<Browser> {
  const { executablePath, libraries, fonts } = await unpackChromium();
  const env = {
    HOME: tmpdir(),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: fonts }),
  };
  try {
    return await chromium.launch({ executablePath, args: ARGS, env });
  } catch (cause) {
    if (!String(cause).includes('error while loading shared libraries')) throw cause;
    return chromium.launch({ executablePath, args: ARGS, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
}
