import { setTimeout as pause } from 'node:timers/promises';

/** Lets callers through one after another, the next no sooner than `spacing` milliseconds after the last. */
export function createTurns(spacing: number): () => Promise<void> {
  let free = Promise.resolve();
  return () => {
    const turn = free;
    if (spacing > 0) free = turn.then(() => pause(spacing));
    return turn;
  };
}
