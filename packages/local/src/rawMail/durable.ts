import { open, rename, rm } from 'node:fs/promises';

/** Resolves when the names in a directory would survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Like syncDirectory, where all who ask while one sync runs share the next. */
export function sharedSync(path: string): () => Promise<void> {
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        running = syncDirectory(path);
        return running;
      });
    return next;
  };
}

const PARTIAL = '.partial';

/** What a crash in the middle of writeDurably leaves behind. */
export const isPartial = (name: string): boolean => name.endsWith(PARTIAL);

/**
 * The whole file or none appears under `path`, readable by its owner alone. The name is durable once `sync`,
 * of the directory that it is in, has resolved.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array,
  sync: () => Promise<void>,
): Promise<void> {
  const partial = `${path}${PARTIAL}`;
  try {
    const file = await open(partial, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    await sync();
  } catch (error) {
    await rm(partial, { force: true });
    await rm(path, { force: true });
    throw error;
  }
}
