import {
  type CertainReply,
  type Developed,
  dayOf,
  type Instant,
  isEmpty,
  type Letter,
  letterIdOf,
  type Member,
  type ReplyId,
  type ReplyMessage,
  requestOf,
  type Stored,
  slotOfNoWords,
} from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, RawMessage, Reading } from './ports.ts';
import { meaningOf } from './receivedMeaning.ts';

/** A reply, before what it concerns is loaded. */
export interface ReplyAtHand {
  readonly id: ReplyId;
  readonly message: ReplyMessage;
  readonly raw: RawMessage;
  readonly letter: Letter;
  /** The first day on which the token counts as expired. */
  readonly expires: string;
  readonly pictures: Developed;
  /** As it was read a moment ago; absent reads it anew. */
  readonly member?: Stored<Member> | undefined;
}

/** Loads what a reply concerns. Absent when its member has gone meanwhile. */
export async function certainReply(
  deps: Reading,
  store: CongregationStore,
  reply: ReplyAtHand,
): Promise<CertainReply | undefined> {
  const { letter, message, raw, id, pictures } = reply;
  const now = deps.clock.now();
  const [member, concerns, noWords] = await Promise.all([
    reply.member ?? store.get('member', letter.to),
    concernOf(store, letter),
    isEmpty(message) ? noWordsOf(store, letter, now) : undefined,
  ]);
  if (member === undefined) return undefined;
  const certain: CertainReply = {
    id,
    message,
    raw: raw.id,
    receivedAt: raw.receivedAt,
    letter,
    member,
    concerns,
    expired: reply.expires <= now.slice(0, 10),
    noWords,
    pictures,
    means: undefined,
    now,
  };
  return requestOf(message, letter) === undefined
    ? { ...certain, means: await meaningOf(deps, store, certain) }
    : certain;
}

/** Nobody shows the pictures of a request or of a message that is not counted. */
export const picturesToKeep = (message: ReplyMessage, letter: Letter): ReplyMessage['pictures'] =>
  requestOf(message, letter) === undefined ? message.pictures : [];

/** Answers to a prompt, and to what followed it, belong to the crew that was asked. */
async function concernOf(store: CongregationStore, { content }: Letter): Promise<CertainReply['concerns']> {
  if (!('prompt' in content) || content.prompt === undefined) return undefined;
  const prompt = await store.get('prompt', content.prompt);
  return prompt && { prompt };
}

/** The slot of today's kind letter about a reply without words, and whether it was written. */
async function noWordsOf(store: CongregationStore, letter: Letter, now: Instant) {
  const slot = slotOfNoWords(dayOf(await congregationOf(store), now));
  return { slot, told: (await store.get('letter', letterIdOf(slot, letter.to))) !== undefined };
}
