import type { Store } from '@crewtide/flows';
import { due, nextDue } from './agenda.ts';
import { commit } from './commit.ts';
import { gatherGets } from './gather.ts';
import { hostKeyKey } from './keys.ts';
import { createProviderEvents } from './providerEvents.ts';
import { getMany, getOne, list } from './reads.ts';
import { readHostKey } from './records.ts';
import type { StoreSettings } from './settings.ts';

/** The port Store on one DynamoDB table, made by `ensureTable` or by the infrastructure. */
export function createStore(settings: StoreSettings): Store {
  const get = gatherGets(settings);
  return {
    of: (congregation) => ({
      congregation,
      get: (kind, id) => getOne(settings, get, congregation, kind, id),
      getMany: (kind, ids) => getMany(settings, get, congregation, kind, ids),
      list: (kind, options) => list(settings, congregation, kind, options),
      commit: (changes, global) => commit(settings, congregation, changes, global),
    }),
    due: (until, limit) => due(settings, until, limit),
    nextDue: (from) => nextDue(settings, from),
    providerEvents: createProviderEvents(settings, get),
    hostKey: async (hash) => {
      const item = await get(hostKeyKey(hash));
      return item && readHostKey(item);
    },
  };
}
