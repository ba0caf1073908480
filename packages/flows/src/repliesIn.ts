import type { Reply } from '@crewtide/domain';
import type { CongregationStore } from './ports.ts';

const REPLIES_A_PAGE = 200;

/** Every reply of a thread: to one prompt, or about one season. */
export async function repliesIn(store: CongregationStore, thread: string): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  let after: string | undefined;
  do {
    const page = await store.list('reply', {
      prefix: `${thread}#`,
      limit: REPLIES_A_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    replies.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return replies;
}
