import { describeFault, type Log } from '@crewtide/flows';

export interface Sweeping {
  /** Begins no other sweep, and waits for the one under way. */
  close(): Promise<void>;
}

/** What has outlived its time is deleted now and every few hours; a sweep that fails is logged, and the next tries again. */
export function startSweeping(options: {
  /** What was deleted, by kind. */
  readonly sweep: () => Promise<Readonly<Record<string, number>>>;
  readonly everyMilliseconds: number;
  readonly log: Log;
}): Sweeping {
  const { log } = options;
  const sweep = async () => {
    try {
      log.info('swept', await options.sweep());
    } catch (fault) {
      log.error('sweep failed', describeFault(fault));
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
