import {
  type CertainReply,
  dayOf,
  type Letter,
  letterIdOf,
  type ReplyId,
  type ReplyMessage,
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
  },
): Promise<CertainReply | undefined> {
  const { letter, message, raw, id } = reply;
  const now = deps.clock.now();
  const [congregation, member, concerns] = await Promise.all([
    congregationOf(store),
    store.get('member', letter.to),
    concernOf(store, letter),
  ]);
  if (member === undefined) return undefined;
  const day = dayOf(congregation, now);
  const toldOfNoWords =
    message.words === '' &&
    (await store.get('letter', letterIdOf(slotOfNoWords(day), member.id))) !== undefined;
  return {
    id,
    message,
    raw: raw.id,
    receivedAt: raw.receivedAt,
    letter,
    member,
    concerns,
    expired: reply.expires <= now.slice(0, 10),
    toldOfNoWords,
    day,
    now,
  };
}

/** Answers to a prompt, and to its digest, belong to the crew that was asked. */
async function concernOf(store: CongregationStore, letter: Letter): Promise<CertainReply['concerns']> {
  const { content } = letter;
  if (content.template !== 'prompt' && content.template !== 'digest') return undefined;
  const prompt = await store.get('prompt', content.prompt);
  const crew = prompt && (await store.get('crew', prompt.crew));
  return prompt && crew && { prompt, crew };
}
