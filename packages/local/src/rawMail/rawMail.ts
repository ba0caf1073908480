import { access, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '@crewtide/domain';
import {
  assertRawMailId,
  decodeRawMessage,
  type Envelope,
  encodeRawMessage,
  isRawMailId,
  type Log,
  type RawMail,
  rawMailIdOf,
} from '@crewtide/flows';
import { isPartial, sharedSync, syncDirectory, writeDurably } from './durable.ts';
import {
  dayOf,
  decidedDays,
  idInUndecidedName,
  makeFolders,
  rawMailFolders,
  undecidedName,
} from './layout.ts';

/**
 * Raw mail in fsynced files below `dir`, for one process at a time: hold the lock of the data directory.
 *
 * Kept by the UTC day: what is to be kept until an instant is never deleted before it, and by the first sweep
 * after its day has ended. A message that is held stays held when it is put again: a host decides about it.
 * A file that isn't the message its name says is set aside in `damaged/` and logged; `get` then finds nothing.
 */
export async function openRawMail(dir: string, log: Log): Promise<RawMail> {
  const folders = rawMailFolders(dir);
  await makeFolders(folders);
  /** Undecided messages: id → file name. */
  const waiting = await readWaiting(folders.undecided);
  /** How often each of them was listed. */
  const listed = new Map<string, number>();
  const writing = new Map<string, Promise<void>>();
  const syncUndecided = sharedSync(folders.undecided);
  await syncUndecided();

  const timesListed = (id: string): number => listed.get(id) ?? 0;
  const leavesUndecided = (id: string): void => {
    waiting.delete(id);
    listed.delete(id);
  };

  async function write(id: string, envelope: Envelope, bytes: Uint8Array, receivedAt: Instant) {
    if (await exists(join(folders.held, id))) return;
    const name = undecidedName(id, receivedAt);
    const file = encodeRawMessage(envelope, bytes, receivedAt);
    await writeDurably(join(folders.undecided, name), file, syncUndecided);
    waiting.set(id, name);
  }

  /** In the order in which a message moves, so that one that moves meanwhile is still met. */
  async function* placesOf(id: string): AsyncGenerator<string> {
    const name = waiting.get(id);
    if (name !== undefined) yield join(folders.undecided, name);
    yield join(folders.held, id);
    for (const day of await decidedDays(folders)) yield join(folders.decided, day, id);
  }

  return {
    async put(envelope, bytes, receivedAt) {
      const id = rawMailIdOf(envelope, bytes);
      if (waiting.has(id)) return id;
      const written = writing.get(id) ?? write(id, envelope, bytes, receivedAt);
      writing.set(id, written);
      await written.finally(() => writing.delete(id));
      return id;
    },

    async get(id) {
      assertRawMailId(id);
      for await (const path of placesOf(id)) {
        const file = await readOrNothing(path);
        if (file === undefined) continue;
        const message = decodeRawMessage(id, file);
        if (message !== undefined) return message;
        await rename(path, join(folders.damaged, id));
        leavesUndecided(id);
        log.error('raw-mail.damaged', { id });
      }
      return undefined;
    },

    async undecided(limit) {
      const ids = [...waiting]
        .sort(([a, name], [b, other]) => timesListed(a) - timesListed(b) || (name < other ? -1 : 1))
        .slice(0, limit)
        .map(([id]) => id);
      for (const id of ids) listed.set(id, timesListed(id) + 1);
      return ids;
    },

    async decided(id, keep) {
      assertRawMailId(id);
      const folder = keep === 'while-held' ? folders.held : join(folders.decided, dayOf(keep));
      for await (const path of placesOf(id)) {
        if (!(await moved(path, folder, id))) continue;
        leavesUndecided(id);
        // A lost rename out of undecided/ is decided again; one out of held/ would be kept for ever.
        if (dirname(path) === folders.held) await Promise.all([folder, folders.held].map(syncDirectory));
        return;
      }
    },

    async sweep(now) {
      const today = dayOf(now);
      const over = (await decidedDays(folders)).filter((day) => day < today);
      let deleted = 0;
      for (const day of over) deleted += await deleteDay(join(folders.decided, day));
      return deleted;
    },
  };
}

async function readWaiting(undecided: string): Promise<Map<string, string>> {
  const waiting = new Map<string, string>();
  for (const name of await readdir(undecided)) {
    const id = idInUndecidedName(name);
    if (isPartial(name)) await rm(join(undecided, name), { force: true });
    else if (id !== undefined) waiting.set(id, name);
  }
  return waiting;
}

async function deleteDay(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter(isRawMailId);
  for (const name of names) await rm(join(folder, name), { force: true });
  // Files that are not ours keep their folder.
  await rmdir(folder).catch(() => undefined);
  return names.length;
}

/** Whether there was something to move; the folder is made when it is missing. */
async function moved(path: string, folder: string, id: string): Promise<boolean> {
  const move = () => rename(path, join(folder, id));
  try {
    await move();
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (!(await exists(path))) return false;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await move();
  }
  return true;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
