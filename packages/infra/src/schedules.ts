import { mayAskAgenda, mayHint, mayListRawMail, maySweepEvents } from './permissions.ts';
import type { House } from './workers.ts';

/**
 * The clock's two doors. Neither tries again by itself: what a tick finds, the next one finds too, and two at once would
 * only hint twice.
 */
export function createSchedules({ storage, queues, secrets }: House) {
  const { work, send, received } = queues;
  const tick = new sst.aws.CronV2('Tick', {
    schedule: 'rate(1 minute)',
    function: {
      handler: 'functions/tick.handler',
      timeout: '50 seconds',
      memory: '512 MB',
      retries: 0,
      link: [storage.table, storage.rawMail, work.queue, send.queue, received.queue],
      permissions: [mayAskAgenda(storage), mayListRawMail(storage), mayHint([work, send, received])],
    },
  });
  const sweep = new sst.aws.CronV2('Sweep', {
    schedule: 'rate(10 minutes)',
    function: {
      handler: 'functions/sweep.handler',
      timeout: '120 seconds',
      memory: '512 MB',
      retries: 0,
      link: [storage.table, received.queue, secrets.resendApiKey],
      permissions: [maySweepEvents(storage), mayHint([received])],
    },
  });
  return { tick: tick.nodes.function, sweep: sweep.nodes.function };
}
