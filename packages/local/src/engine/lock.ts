import { readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { DataDirectory } from './dataDirectory.ts';
import { lockExclusively } from './sqlite.ts';

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

export interface DataDirectoryLock {
  release(): void;
}

/** Keeps held locks from being collected, which would release them. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one of ours that works on a data directory, until it releases or ends.
 * @throws DataDirectoryInUse naming the directory and the process that has it.
 */
export function lockDataDirectory(directory: DataDirectory): DataDirectoryLock {
  const lock = lockExclusively(directory.lock, 0);
  if (lock === undefined) {
    throw new DataDirectoryInUse(
      `the data directory ${directory.root} is in use by process ${holderOf(directory)}: stop that first, or name another directory`,
    );
  }
  held.add(lock);
  writeFileSync(directory.holder, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      if (held.delete(lock)) lock.close();
    },
  };
}

function holderOf(directory: DataDirectory): string {
  try {
    return /^\d+/.exec(readFileSync(directory.holder, 'utf8'))?.[0] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
