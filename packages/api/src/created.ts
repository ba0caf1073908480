import type { RecordKind, RecordOf, Stored } from '@crewtide/domain';
import { type CongregationStore, StoreFault } from '@crewtide/flows';

/** A record that a committed request made. */
export async function createdRecord<K extends RecordKind>(
  store: CongregationStore,
  kind: K,
  id: string,
): Promise<Stored<RecordOf<K>>> {
  const record = await store.get(kind, id);
  if (record === undefined) throw new StoreFault(`a ${kind} that was created is not there`, false);
  return record;
}
