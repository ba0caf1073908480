import { existsSync } from 'node:fs';
import { readFile, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@crewtide/flows';
import {
  type DataDirectory,
  dataDirectoryAt,
  isWithin,
  LIVING_NAMES,
  LOCK_NAMES,
} from '../engine/dataDirectory.ts';
import { stopLeftovers } from '../engine/leftover.ts';
import { lockDataDirectory } from '../engine/lock.ts';
import { syncDirectory } from '../rawMail/durable.ts';
import { copyFiles, namesIn, privateFolder } from './files.ts';
import { type BackupFolder, BackupRefused, backupFolderAt, type Manifest, manifest } from './format.ts';
import type { Contents } from './makeBackup.ts';
import { copyRawMail, listRawMail } from './rawMailCopy.ts';
import { faultsOf, itemsIn, snapshotStore } from './store.ts';

export type BackupRestored = Manifest & Contents & { readonly dataDir: string };

/** What a restore leaves in place, and what doesn't make a directory one that holds something. */
const KEPT: ReadonlySet<string> = new Set([...LOCK_NAMES, 'restoring']);

/**
 * Puts a backup into a data directory that nobody uses. Everything is copied and checked beside what is there
 * before that is deleted; killed in between, the embedded store refuses to start until the restore is run again.
 * @throws BackupRefused, or DataDirectoryInUse while Crewtide runs there.
 */
export async function restoreBackup(options: {
  readonly from: string;
  readonly dataDir: string;
  /** Delete what the data directory holds. */
  readonly force: boolean;
  readonly log: Log;
}): Promise<BackupRestored> {
  const { from, dataDir, force, log } = options;
  const backup = backupFolderAt(from);
  const head = await readManifest(backup, from);
  const directory = dataDirectoryAt(dataDir);
  if (isWithin(directory, await realpath(from))) {
    throw new BackupRefused(`${from} lies in the data directory that would be replaced`);
  }
  const lock = lockDataDirectory(directory);
  try {
    if (!force && (await inTheWay(directory)).length > 0) {
      throw new BackupRefused(`${directory.root} is not empty: add --force to delete what it holds`);
    }
    await stopLeftovers(directory, log);
    const contents = await unpack(backup, directory);
    await replace(directory);
    return { dataDir: directory.root, ...head, ...contents };
  } finally {
    lock.release();
  }
}

async function readManifest(backup: BackupFolder, from: string): Promise<Manifest> {
  try {
    return manifest.parse(JSON.parse(await readFile(backup.manifest, 'utf8')));
  } catch {
    throw new BackupRefused(`${from} is not a complete backup: its backup.json is missing or can't be read`);
  }
}

const inTheWay = async (directory: DataDirectory): Promise<readonly string[]> =>
  (await namesIn(directory.root)).filter((name) => !KEPT.has(name));

async function unpack(backup: BackupFolder, directory: DataDirectory): Promise<Contents> {
  await rm(directory.restoring, { recursive: true, force: true });
  await privateFolder(directory.restoring);
  const store = join(directory.restoring, 'store.sqlite');
  const faults = existsSync(backup.store) ? faultsOf(backup.store) : ['store.sqlite is missing'];
  if (faults.length > 0) {
    await rm(directory.restoring, { recursive: true });
    throw new BackupRefused(`the backup's store is damaged: ${faults.slice(0, 3).join('; ')}`);
  }
  snapshotStore(backup.store, store);
  const target = join(directory.restoring, 'raw-mail');
  const rawMail = await copyRawMail(backup.rawMail, target, await listRawMail(backup.rawMail));
  const files = existsSync(backup.files)
    ? await copyFiles(backup.files, directory.restoring, LIVING_NAMES)
    : 0;
  return { items: itemsIn(store), rawMail, files };
}

async function replace(directory: DataDirectory): Promise<void> {
  // All of the old first: an old write-ahead log beside the new store would be applied to it.
  for (const name of await inTheWay(directory)) {
    await rm(join(directory.root, name), { recursive: true });
  }
  for (const name of await namesIn(directory.restoring)) {
    await rename(join(directory.restoring, name), join(directory.root, name));
  }
  await rm(directory.restoring, { recursive: true });
  await syncDirectory(directory.root);
}
