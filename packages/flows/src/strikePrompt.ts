import {
  type Appointment,
  type Crew,
  type Decision,
  decideAsk,
  decideAskNext,
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
import type { CongregationStore, Deps } from './ports.ts';
import { practiceOf } from './practiceOf.ts';

/** The hour of a prompt: one that a host planned, or a meeting's for those of another zone. */
export async function strikeAsk(
  deps: Pick<Deps, 'clock'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: PromptId,
): Promise<Decision> {
  const loaded = await crewOf(store, id);
  const now = deps.clock.now();
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  const { prompt, season } = loaded;
  if (prompt.meeting === undefined) return decideAsk({ appointment, ...loaded, now });
  const meeting = season?.meetings.find(({ number }) => number === prompt.meeting?.number);
  if (season === undefined || meeting === undefined) return { ...nothing, records: [remove(appointment)] };
  const [congregation, practice] = await Promise.all([
    congregationOf(store),
    practiceOf(store, season.practice),
  ]);
  const settings = settingsOf(congregation);
  return decideAskNext({ appointment, ...loaded, season, meeting, practice, settings, now });
}

export async function strikeDigest(
  deps: Pick<Deps, 'clock'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: PromptId,
): Promise<Decision> {
  const loaded = await crewOf(store, id);
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  const [replies, late] = await Promise.all([repliesTo(store, id), lateRepliesOf(store, loaded.crew.id)]);
  return decideDigest({ appointment, ...loaded, replies, late, now: deps.clock.now() });
}

interface PromptLoaded {
  readonly prompt: Stored<Prompt>;
  readonly crew: Stored<Crew>;
  readonly members: readonly Stored<Member>[];
  /** Of the meeting that it prepares. */
  readonly season: Stored<Season> | undefined;
}

async function crewOf(store: CongregationStore, id: PromptId): Promise<PromptLoaded | undefined> {
  const prompt = await store.get('prompt', id);
  if (prompt === undefined) return undefined;
  const [crew, season] = await Promise.all([
    store.get('crew', prompt.crew),
    prompt.meeting && store.get('season', prompt.meeting.season),
  ]);
  if (crew === undefined) return undefined;
  const members = await store.getMany('member', crew.members);
  return { prompt, crew, members, season };
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
