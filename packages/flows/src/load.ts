import type { Congregation, Stored } from '@crewtide/domain';
import { type CongregationStore, StoreFault } from './ports.ts';

/** The congregation behind this wall; everything else there was written after it. */
export async function congregationOf(store: CongregationStore): Promise<Stored<Congregation>> {
  const congregation = await store.get('congregation', 'self');
  if (congregation === undefined) throw new StoreFault('no congregation behind this wall', false);
  return congregation;
}
