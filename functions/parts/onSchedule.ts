import { describeFault } from '@crewtide/flows';
import type { Around } from '../deps.ts';

/** A schedule's handler. A fault is logged without what it says, and thrown without it: Lambda writes down what is thrown. */
export const onSchedule =
  ({ log, flush }: Around, work: () => Promise<void>) =>
  async (): Promise<void> => {
    try {
      await work();
    } catch (fault) {
      log.error('scheduled work failed', describeFault(fault));
      throw new Error('scheduled work failed');
    } finally {
      await flush();
    }
  };
