import { dayOfNotice, type Letter, type NoticeContext, noticeIdOf, slotOfNotice } from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/** What is needed to tell the hosts something in their next letter. */
export async function noticeContext(deps: Deciding, store: CongregationStore): Promise<NoticeContext> {
  const congregation = await congregationOf(store);
  const now = deps.clock.now();
  const appointment = await store.get('appointment', slotOfNotice(dayOfNotice(congregation, now)));
  return { congregation, now, appointed: appointment };
}

/** Whether the hosts' next letter tells already that this one could not be delivered. */
export const wereTold = async (
  store: CongregationStore,
  notice: NoticeContext,
  letter: Letter,
): Promise<boolean> =>
  (await store.get('host-notice', noticeIdOf(notice, 'undeliverable', letter.id))) !== undefined;
