import { type Deps, decideUndecided, tick } from '@crewtide/flows';

/** Entries of the agenda, and messages, that are worked on side by side. */
const LANES = { agenda: 3, mail: 12 } as const;

export interface Worker {
  /** Something may have become due. */
  wake(): void;
  /** Mail was stored. */
  wakeMail(): void;
  /** Resolves when a round that began after the call found nothing to do. */
  idle(): Promise<void>;
  /** Ends after the round that is under way. */
  close(): Promise<void>;
}

export interface WorkerOptions {
  readonly deps: Deps;
  /** How long it sleeps when nothing wakes it. */
  readonly everyMilliseconds: number;
}

/** Decides mail and carries out the agenda, in two loops so that neither waits for the other. */
export function startWorker({ deps, everyMilliseconds }: WorkerOptions): Worker {
  const agenda = startLoop(deps, everyMilliseconds, async () => {
    const { appointments, pages } = await tick(deps, LANES.agenda);
    return appointments + pages > 0;
  });
  const mail = startLoop(deps, everyMilliseconds, async () => (await decideUndecided(deps, LANES.mail)) > 0);
  return {
    wake: agenda.wake,
    wakeMail: mail.wake,
    async idle() {
      await mail.idle();
      await agenda.idle();
    },
    async close() {
      await Promise.all([mail.close(), agenda.close()]);
    },
  };
}

type Loop = Omit<Worker, 'wakeMail'>;

/** `round` says whether it found work; while it does, the next follows at once. */
function startLoop(deps: Deps, everyMilliseconds: number, round: () => Promise<boolean>): Loop {
  let closed = false;
  let woken = false;
  let rouse = () => {};
  let waitingForIdle: (() => void)[] = [];

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMilliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || closed) rouse();
    });

  async function run() {
    while (!closed) {
      woken = false;
      const asked = waitingForIdle;
      waitingForIdle = [];
      const worked = await round().catch((fault: unknown) => {
        deps.log.error('round failed', { fault: fault instanceof Error ? fault.name : 'unknown' });
        return false;
      });
      if (worked) waitingForIdle.push(...asked);
      else for (const resolve of asked) resolve();
      if (!worked) await sleep();
    }
    for (const resolve of waitingForIdle) resolve();
  }

  const running = run();
  return {
    wake() {
      woken = true;
      rouse();
    },
    idle() {
      const idle = new Promise<void>((resolve) => waitingForIdle.push(resolve));
      woken = true;
      rouse();
      return idle;
    },
    async close() {
      closed = true;
      rouse();
      await running;
    },
  };
}
