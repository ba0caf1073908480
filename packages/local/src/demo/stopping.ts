export interface Stop {
  /** Resolves at the first signal that asks to end; rejects when a fault ends it. */
  readonly asked: Promise<void>;
  /** A fault that leaves nothing to run on; after the signal it is a part of ending. */
  readonly because: (fault: Error) => void;
}

const LOOKS_EVERY_MILLISECONDS = 500;

/**
 * Ctrl-C, a closed terminal and SIGTERM ask to end. npm hands a SIGTERM to its shell alone, which dies without a word to
 * us: under npm, losing the parent asks as well.
 */
export function listenForStop({ underNpm }: { readonly underNpm: boolean }): Stop {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  if (underNpm) {
    const parent = process.ppid;
    const look = () => {
      if (process.ppid !== parent) resolve();
    };
    setInterval(look, LOOKS_EVERY_MILLISECONDS).unref();
  }
  return { asked: promise, because: reject };
}
