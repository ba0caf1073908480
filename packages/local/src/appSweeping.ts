import { describeFault, type Log } from '@crewtide/flows';

export interface Sweeping {
  /** Begins no other sweep, and waits for the one under way. */
  close(): Promise<void>;
}

/** Done now and every so often; a sweep that fails is logged, and the next tries again. */
export function startSweeping(options: {
  /** What is looked through, for the log. */
  readonly what: string;
  /** What came of it, by kind. */
  readonly sweep: () => Promise<Readonly<Record<string, number>>>;
  readonly everyMilliseconds: number;
  readonly log: Log;
}): Sweeping {
  const { what, log } = options;
  const sweep = async () => {
    try {
      log.info('swept', { what, ...(await options.sweep()) });
    } catch (fault) {
      log.error('sweep failed', { what, ...describeFault(fault) });
    }
  };
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, options.everyMilliseconds);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      return sweeping;
    },
  };
}
