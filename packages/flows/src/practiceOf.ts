import { PRACTICES, type PracticeId, type PracticeShown } from '@crewtide/domain';
import type { CongregationStore } from './ports.ts';

/** A practice by its id: the congregation's own, else one that comes with Crewtide. */
export async function practiceOf(
  store: Pick<CongregationStore, 'get'>,
  id: PracticeId,
): Promise<PracticeShown | undefined> {
  return (await store.get('practice', id)) ?? PRACTICES.find((each) => each.id === id);
}
