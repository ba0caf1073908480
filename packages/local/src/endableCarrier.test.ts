import { setImmediate as turn } from 'node:timers/promises';
import type { Carrier, Delivery } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import { endable } from './endableCarrier.ts';

const ACCEPTED: Delivery = { outcome: 'accepted', messageId: 'm@crew.example' };
const CLOSED: Delivery = { outcome: 'later', status: 'closed' };
const bytes = new Uint8Array(1);

/** Answers once it is told to. */
function slowCarrier() {
  const answer = Promise.withResolvers<Delivery>();
  const carrier: Carrier = {
    name: 'slow',
    freeze: async () => bytes,
    deliver: () => answer.promise,
    batches: {
      most: 9,
      mayJoin: () => true,
      deliver: async (_, frozen) => Promise.all(frozen.map(() => answer.promise)),
    },
  };
  return { carrier: endable(carrier), answer };
}

describe('a carrier that ends with the house', () => {
  it('ends when the calls on their way have ended, however they end', async () => {
    const { carrier, answer } = slowCarrier();
    const alone = carrier.deliver('a', bytes);
    const together = carrier.batches?.deliver('b', [bytes, bytes]);
    let isClosed = false;
    const closing = carrier.close().then(() => {
      isClosed = true;
    });
    await turn();
    expect(isClosed).toBe(false);
    answer.resolve(ACCEPTED);
    await closing;
    expect(await alone).toEqual(ACCEPTED);
    expect(await together).toEqual([ACCEPTED, ACCEPTED]);
  });

  it('tells letters that come later to come again', async () => {
    const { carrier, answer } = slowCarrier();
    answer.resolve(ACCEPTED);
    await carrier.close();
    expect(await carrier.deliver('a', bytes)).toEqual(CLOSED);
    expect(await carrier.batches?.deliver('b', [bytes, bytes])).toEqual([CLOSED, CLOSED]);
  });

  it('throws what the carrier throws, and ends nevertheless', async () => {
    const { carrier, answer } = slowCarrier();
    const alone = carrier.deliver('a', bytes);
    answer.reject(new Error('broken'));
    await expect(alone).rejects.toThrow('broken');
    await carrier.close();
  });
});
