import {
  decideNews,
  type Instant,
  looksAgainAt,
  type NewsOfLetter,
  nothing,
  type ProviderEvent,
  type Stored,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { noticeContext, wereTold } from './noticeContext.ts';
import type { Deciding } from './ports.ts';
import { dueEvent, type EventSettled, putOff, settle } from './settledEvent.ts';

/**
 * What a provider told us of a letter takes effect: it changes the letter and its address. Mail that waits at the provider is
 * left to `settleProviderEvent`.
 */
export async function hearNews(deps: Deciding, id: string): Promise<EventSettled> {
  const event = await dueEvent(deps, id);
  if (event === undefined) return 'not-due';
  const { happening } = event;
  switch (happening.name) {
    case 'received':
      return 'not-due';
    case 'other':
      return settle(deps, event, 'kept');
    default:
      return hearOfLetter(deps, event, happening);
  }
}

async function hearOfLetter(
  deps: Deciding,
  event: Stored<ProviderEvent>,
  news: NewsOfLetter,
): Promise<EventSettled> {
  const store = deps.store.of(news.congregation);
  type Heard = { readonly again: Instant } | 'changed' | 'unchanged' | 'no-letter';
  const heard = await decideAndCommit<Heard>(deps, store, async () => {
    const letter = await store.get('letter', news.letter);
    if (letter === undefined) return { decision: nothing, outcome: 'no-letter' };
    const notice = await noticeContext(deps, store);
    const again = looksAgainAt(event, letter, notice.now);
    if (again !== undefined) return { decision: nothing, outcome: { again } };
    const member = await store.get('member', letter.to);
    const told = await wereTold(store, notice, letter);
    const decision = decideNews({ letter, member, news, toldAt: event.toldAt, notice, told });
    return { decision, outcome: decision.records.length > 0 ? 'changed' : 'unchanged' };
  });
  return typeof heard === 'string' ? settle(deps, event, heard) : putOff(deps, event, heard.again);
}
