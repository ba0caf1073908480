import {
  type Congregation,
  type Keepsake,
  keepsakeOf,
  letterId,
  type Member,
  type MemberId,
  outcomeLetterId,
  promptOf,
  type SeasonId,
} from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, Reading } from './ports.ts';
import { repliesIn } from './repliesIn.ts';

/** A season's keepsake for the page that shows it, with whose it is. */
export interface KeepsakeRead {
  readonly keepsake: Keepsake;
  readonly member: Member;
  readonly congregation: Congregation;
}

/**
 * What the link of an outcome letter shows: undefined for any other token, once it has expired, and once the letter's member has
 * left.
 */
export async function readKeepsake(deps: Reading, token: string): Promise<KeepsakeRead | undefined> {
  const read = deps.tokens.read(token);
  if (read.found !== 'claim' || read.claim.scope !== 'keepsake') return undefined;
  const { claim } = read;
  if (claim.expires <= deps.clock.now().slice(0, 10)) return undefined;
  const store = deps.store.of(claim.congregation);
  const letter = await store.get('letter', letterId.parse(claim.subject));
  if (letter?.content.template !== 'outcome') return undefined;
  const member = await store.get('member', letter.to);
  if (member === undefined || member.standing.name === 'left') return undefined;
  const keepsake = await loadKeepsake(store, letter.content.season, member.id);
  return keepsake && { keepsake, member, congregation: await congregationOf(store) };
}

/** Undefined before the season's end, and for whoever heard nothing of it. */
export async function loadKeepsake(
  store: CongregationStore,
  id: SeasonId,
  reader: MemberId,
): Promise<Keepsake | undefined> {
  const [season, outcome] = await Promise.all([
    store.get('season', id),
    store.get('letter', outcomeLetterId(id, reader)),
  ]);
  if (season?.state.name !== 'ended' || outcome?.content.template !== 'outcome') return undefined;
  const asked = season.meetings.filter(({ prompted }) => prompted === 'asked');
  const prompts = asked.map(({ number }) => promptOf(season.id, number));
  const [members, found, replies] = await Promise.all([
    store.getMany('member', season.state.members ?? []),
    store.getMany('prompt', prompts),
    Promise.all(prompts.map((prompt) => repliesIn(store, prompt))),
  ]);
  return keepsakeOf({
    season,
    crew: outcome.content.crew,
    members,
    prompts: found,
    replies: replies.flat(),
    reader,
  });
}
