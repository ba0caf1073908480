type Close = () => Promise<void> | void;

/** What was opened, to be closed in the reverse order. */
export interface Closing {
  add(close: Close): void;
  /**
   * Closes once; later calls wait for the first. One that fails keeps no other from being closed.
   * @throws the first failure, when all were tried.
   */
  run(): Promise<void>;
}

export function createClosing(): Closing {
  const open: Close[] = [];
  let running: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of open.splice(0).reverse()) {
      try {
        await close();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    add: (close) => void open.push(close),
    run() {
      running ??= closeAll();
      return running;
    },
  };
}

/** Opens step by step; what was opened before a step that fails is closed again. */
export async function openOrClose<T>(open: (closing: Closing) => Promise<T>): Promise<T> {
  const closing = createClosing();
  try {
    return await open(closing);
  } catch (fault) {
    // Why it could not be opened says more than what else went wrong then.
    await closing.run().catch(() => {});
    throw fault;
  }
}
