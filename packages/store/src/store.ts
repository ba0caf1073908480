import type { Store } from '@crewtide/flows';
import { due, nextDue } from './agenda.ts';
import { commit } from './commit.ts';
import { hostKeyKey } from './keys.ts';
import { getItem, getMany, getOne, list } from './reads.ts';
import { readHostKey } from './records.ts';
import type { StoreSettings } from './settings.ts';

/** The port Store on one DynamoDB table, made by `ensureTable` or by the infrastructure. */
export const createStore = (settings: StoreSettings): Store => ({
  of: (congregation) => ({
    get: (kind, id) => getOne(settings, congregation, kind, id),
    getMany: (kind, ids) => getMany(settings, congregation, kind, ids),
    list: (kind, options) => list(settings, congregation, kind, options),
    commit: (changes, global) => commit(settings, congregation, changes, global),
  }),
  due: (until, limit) => due(settings, until, limit),
  nextDue: (from) => nextDue(settings, from),
  hostKey: async (hash) => {
    const item = await getItem(settings, hostKeyKey(hash));
    return item && readHostKey(item);
  },
});
