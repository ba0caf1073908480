import { create, nothing, PRACTICES, type Practice, type PracticeId, practiceIdFrom } from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { answeredBefore, type Created, type HostRequest, marksOf } from './hostRequest.ts';
import type { CongregationStore, Deciding } from './ports.ts';
import { practiceOf } from './practiceOf.ts';

export interface NewPractice extends Pick<Practice, 'name' | 'purpose' | 'plans'> {
  /** The name's unless given. */
  readonly id: PracticeId | undefined;
}

/** So that the whole library can be read at once. */
export const MOST_PRACTICES = 100;

export type PracticeAdded =
  | Created
  | { readonly outcome: 'id-taken'; readonly id: PracticeId }
  /** The name has no letter that an id can have. */
  | { readonly outcome: 'no-id' }
  | { readonly outcome: 'library-full' };

/** A congregation's own way to spend a meeting. */
export async function addPractice(
  deps: Deciding,
  store: CongregationStore,
  request: HostRequest,
  { id: given, name, purpose, plans }: NewPractice,
): Promise<PracticeAdded> {
  const id = given ?? practiceIdFrom(name);
  if (id === undefined) return { outcome: 'no-id' };
  return decideAndCommit<PracticeAdded>(deps, store, async () => {
    const earlier = await answeredBefore(store, request);
    if (earlier !== undefined) return { decision: nothing, outcome: earlier };
    if ((await practiceOf(store, id)) !== undefined) {
      return { decision: nothing, outcome: { outcome: 'id-taken', id } };
    }
    const own = await store.list('practice', { limit: MOST_PRACTICES });
    if (own.items.length + PRACTICES.length >= MOST_PRACTICES)
      return { decision: nothing, outcome: { outcome: 'library-full' } };
    const addedAt = deps.clock.now();
    const practice: Practice = { kind: 'practice', id, name, purpose, plans, addedAt };
    return {
      decision: {
        ...nothing,
        records: [create(practice), ...marksOf(deps, request, 'add-practice', id, addedAt)],
      },
      outcome: { outcome: 'created', id },
    };
  });
}
