import type { Carrier, Delivery } from '@crewtide/flows';

export type EndableCarrier = Carrier & {
  /** Lets the calls on their way end. Later letters are told `later`. */
  close(): Promise<void>;
};

const ENDED: Delivery = { outcome: 'later', status: 'closed' };

/** A carrier that holds nothing open, made to end with the house. */
export function endable(carrier: Carrier): EndableCarrier {
  const underWay = new Set<Promise<unknown>>();
  let ended = false;

  function noted<T>(call: Promise<T>): Promise<T> {
    underWay.add(call);
    const done = () => underWay.delete(call);
    call.then(done, done);
    return call;
  }

  const { batches } = carrier;
  return {
    name: carrier.name,
    freeze: (message) => carrier.freeze(message),
    deliver: async (key, frozen) => (ended ? ENDED : noted(carrier.deliver(key, frozen))),
    ...(batches && {
      batches: {
        most: batches.most,
        mayJoin: (frozen: Uint8Array) => batches.mayJoin(frozen),
        deliver: async (key: string, frozen: readonly Uint8Array[]) =>
          ended ? frozen.map(() => ENDED) : noted(batches.deliver(key, frozen)),
      },
    }),
    async close() {
      ended = true;
      await Promise.allSettled(underWay);
    },
  };
}
