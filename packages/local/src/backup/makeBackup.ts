import { existsSync, realpathSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Instant, later } from '@crewtide/domain';
import { dataDirectoryAt, isWithin, LIVING_NAMES } from '../engine/dataDirectory.ts';
import { syncDirectory, writeDurably } from '../rawMail/durable.ts';
import { copyFiles, namesIn, privateFolder } from './files.ts';
import { BackupRefused, backupFolderAt, KEEP_DAYS, type Manifest } from './format.ts';
import { copyRawMail, listRawMail, type RawMailCopied, settled } from './rawMailCopy.ts';
import { faultsOf, itemsIn, snapshotStore } from './store.ts';

export interface Contents {
  /** Items of the store. */
  readonly items: number;
  readonly rawMail: RawMailCopied;
  /** Other files of the data directory. */
  readonly files: number;
}

export type BackupMade = Manifest & Contents & { readonly to: string };

/**
 * Copies a data directory into a new folder, while Crewtide runs or not.
 *
 * The state that comes back is the store at one moment, and raw mail that fits it. Raw mail is listed, then the
 * store is read, then raw mail is listed again. What stood still was decided before the store was read, or is
 * undecided still. Whatever came or moved meanwhile goes into the backup as undecided: if the store has its
 * decision, deciding again finds that out and counts nothing twice; if it hasn't, nothing is lost. Were a message
 * taken as decided because its file had moved after the store was read, nobody would ever decide it.
 *
 * The other files are read after the store: a journal of accepted letters that is newer than the store keeps
 * those letters from leaving once more.
 * @throws BackupRefused
 */
export async function makeBackup(options: {
  readonly dataDir: string;
  readonly to: string;
  readonly now: Instant;
}): Promise<BackupMade> {
  const { dataDir, now } = options;
  const to = resolve(options.to);
  if (!existsSync(join(dataDir, 'store.sqlite'))) {
    throw new BackupRefused(
      `there is no embedded store in ${dataDir}; one at DYNAMODB_ENDPOINT is backed up where it runs`,
    );
  }
  const directory = dataDirectoryAt(dataDir);
  if (existsSync(directory.restoring)) {
    throw new BackupRefused(`a restore into ${directory.root} is under way or was interrupted`);
  }
  const partial = `${to}.partial`;
  for (const path of [to, partial]) {
    if ((await namesIn(path)).length > 0) throw new BackupRefused(`${path} exists and is not empty`);
  }
  await privateFolder(dirname(to));
  if (isWithin(directory, realpathSync(dirname(to)))) {
    throw new BackupRefused(`${to} lies in the data directory itself`);
  }
  const backup = backupFolderAt(partial);
  try {
    await privateFolder(partial);
    const before = await listRawMail(directory.rawMail);
    snapshotStore(directory.store, backup.store);
    const after = await listRawMail(directory.rawMail);
    const rawMail = await copyRawMail(directory.rawMail, backup.rawMail, settled(before, after));
    const files = await copyFiles(directory.root, backup.files, LIVING_NAMES);
    const faults = faultsOf(backup.store);
    if (faults.length > 0) throw new BackupRefused(`the store is damaged: ${faults.slice(0, 3).join('; ')}`);
    const head: Manifest = {
      format: 'crewtide-backup-1',
      madeAt: now,
      deleteBy: later(now, { days: KEEP_DAYS }),
    };
    await writeDurably(backup.manifest, Buffer.from(`${JSON.stringify(head)}\n`), () =>
      syncDirectory(partial),
    );
    await rename(partial, to);
    await syncDirectory(dirname(to));
    return { to, ...head, items: itemsIn(backupFolderAt(to).store), rawMail, files };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}
