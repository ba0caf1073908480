import {
  type Appointment,
  type Crew,
  type Decision,
  decideAsk,
  decideAskNext,
  decideClosing,
  decideDigest,
  type Late,
  type Member,
  MOST_SHOWN,
  nothing,
  type Prompt,
  type PromptId,
  remove,
  type Season,
  type Stored,
  settingsOf,
} from '@crewtide/domain';
import { congregationOf } from './load.ts';
import type { CongregationStore, Deciding } from './ports.ts';
import { practiceOf } from './practiceOf.ts';

/** The hour of a prompt: one that a host planned, or a meeting's for those of another zone. */
export async function strikeAsk(
  deps: Pick<Deciding, 'clock'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: PromptId,
): Promise<Decision> {
  const prompt = await store.get('prompt', id);
  const around = prompt && (await aroundOf(store, prompt));
  const now = deps.clock.now();
  if (prompt === undefined || around === undefined) return dropped(appointment);
  if (prompt.meeting === undefined) return decideAsk({ appointment, prompt, ...around, now });
  const { season } = around;
  const meeting = season?.meetings.find(({ number }) => number === prompt.meeting?.number);
  if (season === undefined || meeting === undefined) return dropped(appointment);
  const [congregation, practice] = await Promise.all([
    congregationOf(store),
    practiceOf(store, season.practice),
  ]);
  const settings = settingsOf(congregation);
  return decideAskNext({ appointment, prompt, ...around, season, meeting, practice, settings, now });
}

/** The first time, nothing but the prompt is needed. */
export async function strikeDigest(
  deps: Pick<Deciding, 'clock'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: PromptId,
): Promise<Decision> {
  const prompt = await store.get('prompt', id);
  if (prompt === undefined) return dropped(appointment);
  const closing = decideClosing({ appointment, prompt });
  if (closing !== undefined) return closing;
  const [around, replies, late] = await Promise.all([
    aroundOf(store, prompt),
    repliesTo(store, id),
    lateRepliesOf(store, prompt.crew),
  ]);
  if (around === undefined) return dropped(appointment);
  return decideDigest({ appointment, prompt, ...around, replies, late, now: deps.clock.now() });
}

const dropped = (appointment: Stored<Appointment>): Decision => ({
  ...nothing,
  records: [remove(appointment)],
});

interface Around {
  readonly crew: Stored<Crew>;
  /** The crew's. */
  readonly members: readonly Stored<Member>[];
  /** Of the meeting that the prompt prepares. */
  readonly season: Stored<Season> | undefined;
}

async function aroundOf(store: CongregationStore, prompt: Prompt): Promise<Around | undefined> {
  const [crew, season] = await Promise.all([
    store.get('crew', prompt.crew),
    prompt.meeting && store.get('season', prompt.meeting.season),
  ]);
  return crew && { crew, season, members: await store.getMany('member', crew.members) };
}

/** Those in time. A prompt's thread carries its id, and replies stand together by thread. */
async function repliesTo(store: CongregationStore, id: PromptId) {
  const { items } = await store.list('reply', { prefix: `${id}#`, limit: 500 });
  return items.filter((reply) => reply.prompt === id && reply.late === undefined);
}

/** What waits to be shown to a crew, as much of it as one letter shows. */
export async function lateRepliesOf(store: CongregationStore, crewId: string): Promise<Late[]> {
  const { items: pointers } = await store.list('late-reply', { prefix: `${crewId}#`, limit: MOST_SHOWN });
  const replies = await store.getMany(
    'reply',
    pointers.map((pointer) => pointer.reply),
  );
  const prompts = await store.getMany('prompt', [...new Set(replies.flatMap((reply) => reply.prompt ?? []))]);
  const replyOf = new Map(replies.map((reply) => [reply.id, reply]));
  const promptOf = new Map<string, Prompt>(prompts.map((prompt) => [prompt.id, prompt]));
  return pointers.flatMap((pointer) => {
    const reply = replyOf.get(pointer.reply);
    const prompt = reply?.prompt && promptOf.get(reply.prompt);
    return reply && prompt ? [{ pointer, reply, prompt }] : [];
  });
}
