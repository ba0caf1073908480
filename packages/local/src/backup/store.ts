import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const WAIT = 5_000;

/**
 * Writes one consistent state of a store file, which the engine may be writing to meanwhile: VACUUM INTO reads
 * under a single transaction, blocks no writer, and leaves out the pages in which deleted rows linger.
 */
export function snapshotStore(store: string, to: string): void {
  closeSync(openSync(to, 'wx', 0o600));
  const database = new DatabaseSync(store, { readOnly: true, timeout: WAIT });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  const written = openSync(to, 'r+');
  fsyncSync(written);
  closeSync(written);
}

/** What SQLite finds wrong with a file; empty when nothing is (https://sqlite.org/pragma.html#pragma_integrity_check). */
export function faultsOf(store: string): readonly string[] {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(store, { readOnly: true });
    const rows = database.prepare('PRAGMA integrity_check').all();
    return rows.map(({ integrity_check }) => String(integrity_check)).filter((line) => line !== 'ok');
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    database?.close();
  }
}

/** How many items the tables of a store file hold. */
export function itemsIn(store: string): number {
  const database = new DatabaseSync(store, { readOnly: true });
  try {
    const tables = database.prepare('SELECT table_name FROM _tables').all();
    return tables.reduce((sum, { table_name }) => {
      const quoted = `"${String(table_name).replaceAll('"', '""')}"`;
      return sum + Number(database.prepare(`SELECT count(*) AS items FROM ${quoted}`).get()?.items ?? 0);
    }, 0);
  } finally {
    database.close();
  }
}
