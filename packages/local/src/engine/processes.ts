import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

export interface EngineFound {
  readonly pid: number;
  readonly port: number;
}

/**
 * The engines that were started on a store file, by what the kernel says (proc(5)) rather than by a note of
 * ours that could lie: a process id is used again, a file can be deleted. Empty where there is no /proc.
 */
export async function enginesOn(store: string): Promise<readonly EngineFound[]> {
  const pids = (await entries('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: EngineFound[] = [];
  for (const pid of pids) {
    const port = portOf(await argumentsOf(pid), store);
    if (port !== undefined) found.push({ pid, port });
  }
  return found;
}

/** Whether the process is an engine on the store file; false also for one that has ended and waits to be reaped. */
export const isEngineOn = async (pid: number, store: string): Promise<boolean> =>
  portOf(await argumentsOf(pid), store) !== undefined;

/** Whether the process has this very file open: not one of the same name that was deleted or moved since. */
export async function hasOpen(pid: number, file: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  for (const descriptor of await entries(folder)) {
    const target = await readlink(`${folder}/${descriptor}`).catch(() => undefined);
    if (target === file) return true;
  }
  return false;
}

async function argumentsOf(pid: number): Promise<readonly string[]> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.split('\0');
}

function portOf(args: readonly string[], store: string): number | undefined {
  const [command = ''] = args;
  if (basename(command) !== 'dynoxide' || after(args, '--db-path') !== store) return undefined;
  return Number(after(args, '--port'));
}

const after = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
};

const entries = (path: string): Promise<readonly string[]> => readdir(path).catch(() => []);
