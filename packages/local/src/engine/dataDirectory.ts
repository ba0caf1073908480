import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

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
