import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { type Hint, parseHint } from '@crewtide/cloud';
import { describeFault } from '@crewtide/flows';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Around } from '../deps.ts';

/**
 * A queue's handler. A hint that fails comes again by itself, and in the end lies among the dead letters. Faults are logged here,
 * without what they say.
 */
export function eachHint({ log, flush }: Around, follow: (hint: Hint) => Promise<unknown>) {
  const followed = async ({ body }: { readonly body: string }): Promise<void> => {
    const hint = parseHint(body);
    try {
      if (hint === undefined) throw new Error('none of our hints');
      await follow(hint);
    } catch (fault) {
      log.error('hint failed', { kind: hint?.kind, ...describeFault(fault) });
      throw new Error('hint failed');
    }
  };
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const processor = new BatchProcessor(EventType.SQS);
    try {
      return await processPartialResponse(event, followed, processor, {
        context,
        throwOnFullBatchFailure: false,
      });
    } finally {
      await flush();
    }
  };
}

/** A hint in a queue that it doesn't belong to. */
export const misplaced = ({ kind }: Hint): Error => new Error(`a ${kind} belongs elsewhere`);
