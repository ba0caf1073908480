import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeRawMessage, isRawMailId } from '@crewtide/flows';
import { syncDirectory, writeDurably } from '../rawMail/durable.ts';
import { DAY, idInUndecidedName, undecidedName } from '../rawMail/layout.ts';
import { namesIn, privateFolder } from './files.ts';

/** One file of raw mail: `folder` is `undecided`, `held` or `decided/<day>`. */
export interface Placed {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
}

export interface RawMailCopied {
  readonly undecided: number;
  readonly held: number;
  readonly decided: number;
  /** Left out: the file wasn't the message that its name says. */
  readonly damaged: number;
}

/** Every file of raw mail below `dir`, in the order in which a message moves: one that moves meanwhile is met. */
export async function listRawMail(dir: string): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (const name of await namesIn(join(dir, 'undecided'))) {
    const id = idInUndecidedName(name);
    if (id !== undefined) placed.push({ id, folder: 'undecided', name });
  }
  const days = (await namesIn(join(dir, 'decided'))).filter((name) => DAY.test(name));
  for (const folder of ['held', ...days.map((day) => join('decided', day))]) {
    const ids = (await namesIn(join(dir, folder))).filter(isRawMailId);
    placed.push(...ids.map((id) => ({ id, folder, name: id })));
  }
  return placed;
}

/** What stood still between two listings, and as undecided whatever came or moved. */
export function settled(before: readonly Placed[], after: readonly Placed[]): readonly Placed[] {
  const still = new Set(before.map(({ folder, name }) => join(folder, name)));
  return after.map((one) => (still.has(join(one.folder, one.name)) ? one : { ...one, folder: 'undecided' }));
}

/** Copies messages to where `wanted` says; what was deleted since it was listed is left out. */
export async function copyRawMail(
  from: string,
  to: string,
  wanted: readonly Placed[],
): Promise<RawMailCopied> {
  const copied = { undecided: 0, held: 0, decided: 0, damaged: 0 };
  const folders = new Set<string>();
  for (const one of wanted) {
    const file = await readWherever(from, one);
    if (file === undefined) continue;
    const message = decodeRawMessage(one.id, file);
    if (message === undefined) {
      copied.damaged += 1;
      continue;
    }
    const name = one.folder === 'undecided' ? undecidedName(one.id, message.receivedAt) : one.id;
    const path = join(to, one.folder, name);
    if (!folders.has(dirname(path))) await privateFolder(dirname(path));
    folders.add(dirname(path));
    await writeDurably(path, file, async () => undefined);
    copied[kindOf(one.folder)] += 1;
  }
  for (const folder of folders) await syncDirectory(folder);
  return copied;
}

const kindOf = (folder: string): 'undecided' | 'held' | 'decided' =>
  folder === 'undecided' || folder === 'held' ? folder : 'decided';

async function readWherever(dir: string, { id, folder, name }: Placed): Promise<Buffer | undefined> {
  const first = await readFile(join(dir, folder, name)).catch(() => undefined);
  if (first !== undefined) return first;
  const moved = (await listRawMail(dir)).find((one) => one.id === id);
  return moved && readFile(join(dir, moved.folder, moved.name)).catch(() => undefined);
}
