import { later, millisecondsOf } from '@crewtide/domain';
import { ProviderFault, sweepReceived } from '@crewtide/flows';
import type { App } from '@crewtide/local';

/** Longer than anything that is put off waits, and shorter than what a crew waits for. */
const SOON = { hours: 2 } as const;
const MOST = 1000;

const NOTHING = -1;

/** See messages.ts, `settle`. */
export async function settled({ deps, worker }: App): Promise<number> {
  const looked = await lookedThrough(deps);
  await worker.idle();
  if (!looked) return 0;
  const now = deps.clock.now();
  const waiting = (await deps.store.due(later(now, SOON), MOST)).filter(({ kind }) => kind !== 'appointment');
  const next = Math.min(...waiting.map(({ due }) => millisecondsOf(due)));
  return waiting.length === 0 ? NOTHING : Math.max(0, next - millisecondsOf(now));
}

/** Every ten minutes, otherwise. */
async function lookedThrough({ inbox, ...deps }: App['deps']): Promise<boolean> {
  if (inbox === undefined) return true;
  try {
    await sweepReceived({ ...deps, inbox });
    return true;
  } catch (fault) {
    if (fault instanceof ProviderFault) return false;
    throw fault;
  }
}
