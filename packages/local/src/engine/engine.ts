import { existsSync } from 'node:fs';
import type { Log } from '@crewtide/flows';
import { engineBinary } from './binary.ts';
import { type DataDirectory, dataDirectoryAt } from './dataDirectory.ts';
import { HOST } from './health.ts';
import { takeOver } from './leftover.ts';
import { type DataDirectoryLock, lockDataDirectory } from './lock.ts';
import { type EngineProcess, startEngine } from './start.ts';
import { signal, stopEngine } from './stop.ts';

/** The embedded store: DynamoDB's API on loopback, over one SQLite file. */
export interface Engine {
  readonly endpoint: string;
  /** Stops it. End your own calls first: those in flight are reset. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** The engine ended though nobody closed it. Calls fail from now on; their outcome may be unknown: stop. */
  readonly onExit?: (fault: Error) => void;
}

/**
 * Locks the data directory for this process and runs the engine on the file in it, or takes over the one that
 * a killed predecessor left running.
 * @throws DataDirectoryInUse, or an Error that says what to install, stop or restore.
 */
export async function openEngine({ dataDir, log, onExit }: EngineOptions): Promise<Engine> {
  const binary = engineBinary();
  const directory = dataDirectoryAt(dataDir);
  const lock = lockDataDirectory(directory);
  try {
    refuseHalfRestored(directory);
    const engine = (await takeOver(binary, directory, log)) ?? (await startEngine(binary, directory));
    return guarded(engine, lock, onExit);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function refuseHalfRestored(directory: DataDirectory): void {
  if (existsSync(directory.restoring)) {
    throw new Error(`a restore into ${directory.root} was interrupted: run it again, with --force`);
  }
}

function guarded(engine: EngineProcess, lock: DataDirectoryLock, onExit: EngineOptions['onExit']): Engine {
  let closing: Promise<void> | undefined;
  const stopWithUs = (): void => signal(engine.pid, 'SIGTERM');
  process.once('exit', stopWithUs);
  void engine.exited.then((how) => {
    process.off('exit', stopWithUs);
    if (closing === undefined) onExit?.(new Error(`the embedded store ended by itself (${how})`));
  });
  return {
    endpoint: `http://${HOST}:${engine.port}`,
    close() {
      closing ??= stopEngine(engine).finally(() => lock.release());
      return closing;
    },
  };
}
