import { type Letter, nothing, tellHosts } from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { noticeContext } from './noticeContext.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/**
 * Of letters that were refused, or whose fate nobody knows, the hosts hear in the morning. Told before it is marked, so that
 * a crash in between repeats rather than forgets.
 */
export async function tellOfUndeliverable(
  deps: Deciding,
  store: CongregationStore,
  letters: readonly Letter[],
): Promise<void> {
  for (const letter of letters) {
    if (letter.state.name !== 'refused' && letter.state.name !== 'unknown') continue;
    await decideAndCommit(deps, store, async () => {
      const member = await store.get('member', letter.to);
      const notice = await noticeContext(deps, store);
      const told = tellHosts(notice, letter.id, {
        name: 'undeliverable',
        member: member?.name ?? '',
        letter: letter.content.template,
      });
      const known = await Promise.all(
        told.records
          .filter(({ change }) => change === 'create')
          .map(({ record }) => store.get(record.kind, record.id)),
      );
      return { decision: known.some(Boolean) ? nothing : { ...nothing, ...told }, outcome: undefined };
    });
  }
}
