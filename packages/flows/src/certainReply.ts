import {
  type CertainReply,
  dayOf,
  type Instant,
  type Letter,
  letterIdOf,
  type Member,
  type ReplyId,
  type ReplyMessage,
  type Stored,
  slotOfNoWords,
} from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deps, RawMessage } from './ports.ts';

/** Loads what a reply concerns. Absent when its member has gone meanwhile. */
export async function certainReply(
  deps: Deps,
  store: CongregationStore,
  reply: {
    readonly id: ReplyId;
    readonly message: ReplyMessage;
    readonly raw: RawMessage;
    readonly letter: Letter;
    /** The first day on which the token counts as expired. */
    readonly expires: string;
    /** As it was read a moment ago; absent reads it anew. */
    readonly member?: Stored<Member> | undefined;
  },
): Promise<CertainReply | undefined> {
  const { letter, message, raw, id } = reply;
  const now = deps.clock.now();
  const [member, concerns, noWords] = await Promise.all([
    reply.member ?? store.get('member', letter.to),
    concernOf(store, letter),
    message.words === '' ? noWordsOf(store, letter, now) : undefined,
  ]);
  if (member === undefined) return undefined;
  return {
    id,
    message,
    raw: raw.id,
    receivedAt: raw.receivedAt,
    letter,
    member,
    concerns,
    expired: reply.expires <= now.slice(0, 10),
    noWords,
    now,
  };
}

/** Answers to a prompt, and to its digest, belong to the crew that was asked. */
async function concernOf(store: CongregationStore, letter: Letter): Promise<CertainReply['concerns']> {
  const { content } = letter;
  if (content.template !== 'prompt' && content.template !== 'digest') return undefined;
  const prompt = await store.get('prompt', content.prompt);
  return prompt && { prompt };
}

/** The slot of today's kind letter about a reply without words, and whether it was written. */
async function noWordsOf(store: CongregationStore, letter: Letter, now: Instant) {
  const slot = slotOfNoWords(dayOf(await congregationOf(store), now));
  return { slot, told: (await store.get('letter', letterIdOf(slot, letter.to))) !== undefined };
}
