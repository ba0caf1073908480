import { withPictures } from './bundling.ts';
import { mayDecide, mayHint, mayMoveRawMail, maySendPages } from './permissions.ts';
import type { Door, Queues } from './queues.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

export interface House {
  readonly storage: Storage;
  readonly queues: Queues;
  readonly secrets: Secrets;
  readonly mail: sst.Linkable<{ domain: string; publicUrl: $util.Output<string> }>;
}

/** Behind each queue one function. A hint that fails is given again by itself; the others of its batch are done. */
export function createWorkers({ storage, queues, secrets, mail }: House) {
  const { work, send, received } = queues;
  return {
    work: subscribe(
      work,
      { batch: 5, concurrency: 4 },
      {
        handler: 'functions/work.handler',
        memory: '1024 MB',
        link: [storage.table, storage.rawMail, work.queue, send.queue],
        permissions: [mayDecide(storage), ...mayMoveRawMail(storage), mayHint([work, send])],
      },
    ),
    // Two at once, each a call every half second: under Resend's five a second, with room for those that read.
    send: subscribe(
      send,
      { batch: 1, concurrency: 2 },
      {
        handler: 'functions/send.handler',
        memory: '1024 MB',
        link: [storage.table, work.queue, mail, secrets.signingKeys, secrets.resendApiKey],
        permissions: [maySendPages(storage), mayHint([work])],
      },
    ),
    // A photo is 24 million pixels or more while it is developed.
    received: subscribe(
      received,
      { batch: 1, concurrency: 2 },
      {
        handler: 'functions/receive.handler',
        memory: '2048 MB',
        nodejs: withPictures,
        link: [
          ...[storage.table, storage.rawMail, work.queue, send.queue],
          ...[mail, secrets.signingKeys, secrets.resendApiKey],
        ],
        permissions: [mayDecide(storage), ...mayMoveRawMail(storage), mayHint([work, send])],
      },
    ),
  };
}

function subscribe(
  { queue, timeoutSeconds }: Door,
  { batch, concurrency }: { readonly batch: number; readonly concurrency: number },
  handler: sst.aws.FunctionArgs,
) {
  const subscriber = queue.subscribe(
    { ...handler, timeout: `${timeoutSeconds} seconds` },
    {
      batch: { size: batch, partialResponses: true },
      transform: {
        eventSourceMapping: (mapping) => {
          mapping.scalingConfig = { maximumConcurrency: concurrency };
        },
      },
    },
  );
  return subscriber.apply(({ nodes }) => nodes.function);
}
