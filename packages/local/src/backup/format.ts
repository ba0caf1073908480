import { join } from 'node:path';
import { instant } from '@crewtide/domain';
import { z } from 'zod';

/** Backups hold members' words: whoever keeps one deletes it after this many days. */
export const KEEP_DAYS = 30;

/** Written last: a folder without it is no backup. */
export const manifest = z.object({
  format: z.literal('crewtide-backup-1'),
  madeAt: instant,
  deleteBy: instant,
});
export type Manifest = z.infer<typeof manifest>;

/** What lies where in a backup; `files` holds whatever else the data directory held. */
export interface BackupFolder {
  readonly manifest: string;
  readonly store: string;
  readonly rawMail: string;
  readonly files: string;
}

export const backupFolderAt = (root: string): BackupFolder => ({
  manifest: join(root, 'backup.json'),
  store: join(root, 'store.sqlite'),
  rawMail: join(root, 'raw-mail'),
  files: join(root, 'files'),
});

/** A reason not to make or to restore a backup, for the person who asked. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
