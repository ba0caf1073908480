import { type Commit, type Store, StoreFault } from '@crewtide/flows';

/** What happens around a commit, or a provider event's change, the first being number 1. */
export interface Around {
  before?(commit: number): Promise<void>;
  after?(commit: number): Promise<void>;
}

/** The same store, with something that happens around each of its commits. */
export function watched(store: Store, around: Around): Store {
  let commits = 0;
  const counted = async (commit: () => Promise<Commit>): Promise<Commit> => {
    commits += 1;
    const number = commits;
    await around.before?.(number);
    const outcome = await commit();
    await around.after?.(number);
    return outcome;
  };
  return {
    ...store,
    of: (congregation) => {
      const records = store.of(congregation);
      return { ...records, commit: (...change) => counted(() => records.commit(...change)) };
    },
    providerEvents: {
      ...store.providerEvents,
      replace: (event) => counted(() => store.providerEvents.replace(event)),
    },
  };
}

/** A process that is killed right before or after its n-th commit: from then on it reaches nothing any more. */
export function killedAt(store: Store, nth: number, when: keyof Around): Store {
  let isDead = false;
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) throw new StoreFault('killed', true);
    return call();
  };
  const die = async (commit: number) => {
    isDead = commit >= nth;
    await alive(async () => {});
  };
  const inner = watched(store, { [when]: die });
  return {
    of: (congregation) => {
      const records = inner.of(congregation);
      return {
        congregation,
        get: (...what) => alive(() => records.get(...what)),
        getMany: (...what) => alive(() => records.getMany(...what)),
        list: (...what) => alive(() => records.list(...what)),
        commit: (...what) => alive(() => records.commit(...what)),
      };
    },
    due: (...what) => alive(() => inner.due(...what)),
    nextDue: (...what) => alive(() => inner.nextDue(...what)),
    providerEvents: {
      record: (...what) => alive(() => inner.providerEvents.record(...what)),
      get: (...what) => alive(() => inner.providerEvents.get(...what)),
      known: (...what) => alive(() => inner.providerEvents.known(...what)),
      replace: (...what) => alive(() => inner.providerEvents.replace(...what)),
      sweptUntil: () => alive(() => inner.providerEvents.sweptUntil()),
      setSweptUntil: (...what) => alive(() => inner.providerEvents.setSweptUntil(...what)),
    },
    hostKey: (...what) => alive(() => inner.hostKey(...what)),
  };
}
