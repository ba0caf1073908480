import { PRACTICES, type PracticeId, type PracticeShown } from '@crewtide/domain';
import type { CongregationStore } from './ports.ts';

/** A practice by its id: one that comes with Crewtide, else the congregation's own, which never has such an id. */
export async function practiceOf(
  store: Pick<CongregationStore, 'get'>,
  id: PracticeId,
): Promise<PracticeShown | undefined> {
  return PRACTICES.find((each) => each.id === id) ?? store.get('practice', id);
}
