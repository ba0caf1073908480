import { dayOfNotice, type NoticeContext, slotOfNotice } from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/** What is needed to tell the hosts something in their next letter. */
export async function noticeContext(deps: Deciding, store: CongregationStore): Promise<NoticeContext> {
  const congregation = await congregationOf(store);
  const now = deps.clock.now();
  const appointment = await store.get('appointment', slotOfNotice(dayOfNotice(congregation, now)));
  return { congregation, now, appointed: appointment };
}
