import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, millisecondsOf } from '@crewtide/domain';

/**
 * Where raw mail lives:
 *
 *     undecided/<milliseconds since 1970, 15 digits>-<id>
 *     held/<id>
 *     decided/<last UTC day on which something in it is still kept>/<id>
 *     damaged/<id>
 */
export interface RawMailFolders {
  readonly undecided: string;
  readonly held: string;
  readonly decided: string;
  readonly damaged: string;
}

export const rawMailFolders = (dir: string): RawMailFolders => ({
  undecided: join(dir, 'undecided'),
  held: join(dir, 'held'),
  decided: join(dir, 'decided'),
  damaged: join(dir, 'damaged'),
});

export async function makeFolders(folders: RawMailFolders): Promise<void> {
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
}

const UNDECIDED = /^\d{15}-([0-9a-f]{64})$/;
/** The name of a folder in `decided`. */
export const DAY = /^\d{4}-\d\d-\d\d$/;

/** Sorts by the time of receipt. */
export const undecidedName = (id: string, receivedAt: Instant): string =>
  `${String(millisecondsOf(receivedAt)).padStart(15, '0')}-${id}`;

/** The id in a name that undecidedName made; undefined for any other name. */
export const idInUndecidedName = (name: string): string | undefined => UNDECIDED.exec(name)?.[1];

/** The UTC day in which an instant lies. */
export const dayOf = (at: Instant): string => at.slice(0, 10);

/** The days that have a folder in `decided`, latest first; at most as many as mail is kept, plus two. */
export async function decidedDays(folders: RawMailFolders): Promise<readonly string[]> {
  const names = await readdir(folders.decided);
  return names
    .filter((name) => DAY.test(name))
    .sort()
    .reverse();
}
