import { existsSync } from 'node:fs';
import type { Log } from '@crewtide/flows';
import type { EngineBinary } from './binary.ts';
import type { DataDirectory } from './dataDirectory.ts';
import { isServing } from './health.ts';
import { type EngineFound, enginesOn, hasOpen, isEngineOn } from './processes.ts';
import { lockExclusively } from './sqlite.ts';
import type { EngineProcess } from './start.ts';
import { stopEngine } from './stop.ts';

const LOOK_EVERY = 200;
/** Nobody's calls are in flight there. */
const LEFTOVER_PATIENCE = 1_000;
/** A backup that reads the file is waited for this long. */
const WAIT_FOR_FILE = 3_000;

/**
 * Finds the engine that a killed process left behind on our file. One that is well is taken over; any other
 * that was started on this file is stopped. Call it while holding the directory's lock.
 */
export async function takeOver(
  binary: EngineBinary,
  directory: DataDirectory,
  log: Log,
): Promise<EngineProcess | undefined> {
  const found = await enginesOn(directory.store);
  const [only] = found;
  if (found.length === 1 && only !== undefined && (await isWell(only, binary, directory))) {
    log.info('engine.found-again', { pid: only.pid, port: only.port });
    return watched(only, directory);
  }
  await stopLeftovers(directory, log);
  return undefined;
}

/**
 * Stops every engine that was started on our file and makes sure that nobody has it open. Call it while holding the
 * directory's lock.
 * @throws Error when somebody still has the file.
 */
export async function stopLeftovers(directory: DataDirectory, log: Log): Promise<void> {
  for (const left of await enginesOn(directory.store)) {
    log.warn('engine.leftover-stopped', { pid: left.pid });
    await stopEngine(watched(left, directory), LEFTOVER_PATIENCE);
  }
  if (!existsSync(directory.store)) return;
  const lock = lockExclusively(directory.store, WAIT_FOR_FILE);
  if (lock === undefined) {
    throw new Error(
      `another process has ${directory.store} open (a backup, a shell, or a dynoxide that was left behind): stop it first`,
    );
  }
  lock.close();
}

const isWell = async (found: EngineFound, binary: EngineBinary, directory: DataDirectory): Promise<boolean> =>
  (await hasOpen(found.pid, directory.store)) && (await isServing(directory, found.port, binary.version));

/** The engine isn't our child: its end has to be looked for. */
function watched(found: EngineFound, directory: DataDirectory): EngineProcess {
  const exited = new Promise<string>((resolve) => {
    const look = async (): Promise<void> => {
      if (await isEngineOn(found.pid, directory.store)) setTimeout(look, LOOK_EVERY).unref();
      else resolve('ended');
    };
    setTimeout(look, LOOK_EVERY).unref();
  });
  return { ...found, exited };
}
