import type { EngineProcess } from './start.ts';

const PATIENCE = 5_000;

/** Asks the engine to end and waits for it; kills it when it takes longer than `patience`, in milliseconds. */
export async function stopEngine(engine: EngineProcess, patience = PATIENCE): Promise<void> {
  signal(engine.pid, 'SIGTERM');
  if (await endedWithin(engine, patience)) return;
  signal(engine.pid, 'SIGKILL');
  if (!(await endedWithin(engine, PATIENCE))) {
    throw new Error(`the embedded store's engine, process ${engine.pid}, can't be stopped`);
  }
}

/** A process that has ended already is what we want. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function endedWithin(engine: EngineProcess, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    void engine.exited.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
