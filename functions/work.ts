import { hearNews, strike } from '@crewtide/flows';
import { workDeps } from './deps.ts';
import { eachHint, misplaced } from './parts/eachHint.ts';

const { deps, around } = workDeps();

/** The work queue: an appointment strikes, and what Resend told of a letter takes effect. */
export const handler = eachHint(around, async (hint) => {
  switch (hint.kind) {
    case 'appointment':
      return strike(deps, hint.congregation, hint.id);
    case 'provider-event':
      return hearNews(deps, hint.id);
    default:
      throw misplaced(hint);
  }
});
