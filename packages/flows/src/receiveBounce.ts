import { decideBounce, type Incoming, nothing } from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import type { Located } from './locate.ts';
import { noticeContext, wereTold } from './noticeContext.ts';
import type { Deciding } from './ports.ts';
import type { Received } from './received.ts';

/** Marks the letter that came back, and its address where it failed for good. */
export async function receiveBounce(
  deps: Deciding,
  message: Extract<Incoming, { kind: 'bounce' }>,
  located: Located,
): Promise<Received> {
  if (located.found !== 'letter') return { outcome: 'refused', refusal: 'bounce-of-no-letter' };
  const store = deps.store.of(located.congregation);
  return decideAndCommit<Received>(deps, store, async () => {
    const letter = await store.get('letter', located.letter.id);
    if (letter === undefined)
      return { decision: nothing, outcome: { outcome: 'refused', refusal: 'bounce-of-no-letter' } };
    const member = await store.get('member', letter.to);
    const notice = await noticeContext(deps, store);
    return {
      decision: decideBounce({
        letter,
        member,
        status: message.status,
        permanent: message.permanent,
        notice,
        told: await wereTold(store, notice, letter),
      }),
      outcome: { outcome: letter.state.name === 'bounced' ? 'duplicate' : 'bounced' },
    };
  });
}
