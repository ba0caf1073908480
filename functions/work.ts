import { strike } from '@crewtide/flows';
import { workDeps } from './deps.ts';
import { eachHint, misplaced } from './parts/eachHint.ts';

const { deps, around } = workDeps();

/** The work queue: an appointment strikes. */
export const handler = eachHint(around, async (hint) => {
  if (hint.kind !== 'appointment') throw misplaced(hint);
  await strike(deps, hint.congregation, hint.id);
});
