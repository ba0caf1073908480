export interface Stop {
  /** Resolves at the first signal that asks to end; rejects when a fault ends it. */
  readonly asked: Promise<void>;
  /** A fault that leaves nothing to run on; after the signal it is a part of ending. */
  readonly because: (fault: Error) => void;
}

/** Ctrl-C, a closed terminal and SIGTERM ask to end. */
export function listenForStop(): Stop {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  return { asked: promise, because: reject };
}
