export interface Loop {
  /** There may be something to do; during a round it makes another follow. */
  wake(): void;
  /** Resolves when a round that began after the call found nothing to do, or when the loop has ended. */
  idle(): Promise<void>;
  /** Ends after the round that is under way. */
  close(): Promise<void>;
}

export interface LoopOptions {
  /** Says whether it found work; while it does, the next follows at once. */
  readonly round: () => Promise<boolean>;
  /** How long it sleeps when nothing wakes it. */
  readonly everyMilliseconds: number;
  /** A round failed: the loop sleeps and goes on. */
  readonly onFault: (fault: unknown) => void;
}

type Found = 'work' | 'nothing' | 'fault';

export function startLoop({ round, everyMilliseconds, onFault }: LoopOptions): Loop {
  let closed = false;
  let woken = false;
  let rouse = () => {};
  let waitingForIdle: (() => void)[] = [];

  async function run() {
    while (!closed) {
      woken = false;
      const asked = waitingForIdle;
      waitingForIdle = [];
      const found = await carriedOut();
      if (found === 'nothing') for (const resolve of asked) resolve();
      else waitingForIdle.push(...asked);
      if (found !== 'work') await sleep();
    }
    for (const resolve of waitingForIdle.splice(0)) resolve();
  }

  async function carriedOut(): Promise<Found> {
    try {
      return (await round()) ? 'work' : 'nothing';
    } catch (fault) {
      onFault(fault);
      return 'fault';
    }
  }

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMilliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || closed) rouse();
    });

  const wake = () => {
    woken = true;
    rouse();
  };
  const running = run();
  return {
    wake,
    async idle() {
      if (closed) return running;
      const idle = new Promise<void>((resolve) => waitingForIdle.push(resolve));
      wake();
      return idle;
    },
    close() {
      closed = true;
      rouse();
      return running;
    },
  };
}
