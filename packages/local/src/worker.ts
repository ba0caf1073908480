import { type Deps, decideUndecided, describeFault, tick } from '@crewtide/flows';
import { type Loop, startLoop } from './workerLoop.ts';

/** Entries of the agenda, and messages, that are worked on side by side. */
const LANES = { agenda: 3, mail: 12 } as const;

/** Both loops as one; `wake` says that something may have become due. */
export interface Worker extends Loop {
  /** Mail was stored. */
  wakeMail(): void;
}

export interface WorkerOptions {
  readonly deps: Deps;
  /** How long it sleeps when nothing wakes it. */
  readonly everyMilliseconds: number;
}

/** Decides mail and carries out the agenda, in two loops so that neither waits for the other. */
export function startWorker({ deps, everyMilliseconds }: WorkerOptions): Worker {
  const loop = (work: string, round: () => Promise<boolean>) =>
    startLoop({
      round,
      everyMilliseconds,
      onFault: (fault) => deps.log.error('round failed', { work, ...describeFault(fault) }),
    });
  const mail = loop('mail', async () => (await decideUndecided(deps, LANES.mail)) > 0);
  const agenda = loop('agenda', async () => {
    const { appointments, pages, events } = await tick(deps, LANES.agenda);
    return appointments + pages + events > 0;
  });
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
