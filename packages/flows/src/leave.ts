import { letterId, nothing, replace } from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import type { Reading } from './ports.ts';

export type Left = 'left' | 'already-left' | 'expired' | 'not-a-token';

/** One-click unsubscribe (RFC 8058): the token in the URL is enough; only a POST may come here. */
export async function leaveByToken(deps: Reading, token: string): Promise<Left> {
  const read = deps.tokens.read(token);
  if (read.found !== 'claim' || read.claim.scope !== 'leave') return 'not-a-token';
  const { claim } = read;
  const store = deps.store.of(claim.congregation);
  return decideAndCommit<Left>(deps, store, async () => {
    const now = deps.clock.now();
    if (claim.expires <= now.slice(0, 10)) return { decision: nothing, outcome: 'expired' };
    const letter = await store.get('letter', letterId.parse(claim.subject));
    const member = letter && (await store.get('member', letter.to));
    if (member === undefined) return { decision: nothing, outcome: 'not-a-token' };
    if (member.standing.name === 'left') return { decision: nothing, outcome: 'already-left' };
    return {
      decision: {
        ...nothing,
        records: [replace(member, { ...member, standing: { name: 'left', at: now, by: 'one-click' } })],
      },
      outcome: 'left',
    };
  });
}
