import { sweepReceived } from '@crewtide/flows';
import { sweepDeps } from './deps.ts';
import { onSchedule } from './parts/onSchedule.ts';

const { deps, around } = sweepDeps();

/** Every ten minutes: received mail that no webhook told of. */
export const handler = onSchedule(around, async () => {
  await sweepReceived(deps);
});
