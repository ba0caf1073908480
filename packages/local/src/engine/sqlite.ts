import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY, the low byte of any extended code (https://sqlite.org/rescode.html). */
const BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & 0xff) === BUSY;

/**
 * Takes SQLite's exclusive lock on a file, against every other connection of any process on this machine; the
 * kernel takes it back when this process ends, however it ends. Undefined when another has the file.
 *
 * While it is held this process must not open the file in any other way: closing any other descriptor of it
 * would drop the lock (POSIX advisory locks, https://sqlite.org/howtocorrupt.html, 2.2).
 */
export function lockExclusively(file: string, waitMilliseconds: number): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: waitMilliseconds });
  try {
    // Without this mode a file with a write-ahead log would let readers stay.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}
