import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** What lies where in a data directory; absolute paths without symbolic links. */
export interface DataDirectory {
  readonly root: string;
  /** The embedded store's SQLite file; SQLite puts `-wal` and `-shm` beside it. */
  readonly store: string;
  readonly rawMail: string;
  readonly lock: string;
  /** Names the process that holds the lock. */
  readonly holder: string;
  /** What the engine last said. */
  readonly engineLog: string;
  /** Exists only while a restore is under way, or was interrupted. */
  readonly restoring: string;
}

/** Creates the directory, for its owner alone, if there is none. */
export function dataDirectoryAt(path: string): DataDirectory {
  mkdirSync(resolve(path), { recursive: true, mode: 0o700 });
  const root = realpathSync(path);
  return {
    root,
    store: join(root, 'store.sqlite'),
    rawMail: join(root, 'raw-mail'),
    lock: join(root, 'lock'),
    holder: join(root, 'lock.pid'),
    engineLog: join(root, 'engine.log'),
    restoring: join(root, 'restoring'),
  };
}

/** The lock's files: `lock` must not be opened but by lock.ts, and SQLite puts a journal beside it. */
export const LOCK_NAMES: readonly string[] = ['lock', 'lock-journal', 'lock.pid'];

/** What belongs to a running process, is or is copied in a way of its own. */
export const LIVING_NAMES: ReadonlySet<string> = new Set([
  ...LOCK_NAMES,
  'engine.log',
  'restoring',
  'raw-mail',
  'store.sqlite',
  'store.sqlite-wal',
  'store.sqlite-shm',
  'store.sqlite-journal',
]);

/** Whether a path without symbolic links is the directory or lies below it. */
export const isWithin = (directory: DataDirectory, path: string): boolean =>
  `${path}${sep}`.startsWith(`${directory.root}${sep}`);
