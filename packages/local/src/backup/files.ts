import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeDurably } from '../rawMail/durable.ts';

export const privateFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
};

/** The names in a folder, sorted; none where there is no folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Copies the files below a folder, durably and for their owner alone; links, sockets and the like are left out.
 * `skip` names entries of the folder itself. Returns how many files.
 */
export async function copyFiles(from: string, to: string, skip: ReadonlySet<string>): Promise<number> {
  await privateFolder(to);
  let copied = 0;
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (skip.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copied += await copyFiles(source, target, new Set());
    if (!entry.isFile()) continue;
    await writeDurably(target, await readFile(source), async () => undefined);
    copied += 1;
  }
  await syncDirectory(to);
  return copied;
}
