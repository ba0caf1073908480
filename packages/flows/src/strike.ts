import {
  type Appointment,
  type CongregationId,
  type Decision,
  decideAsk,
  decideDigest,
  decideHostNotice,
  instantAt,
  type Late,
  MOST_SHOWN,
  nothing,
  type Prompt,
  type PromptId,
  remove,
  replace,
  type Stored,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { finishImport } from './importMembers.ts';
import type { CongregationStore, Deps } from './ports.ts';
import { letRawMailExpire } from './settleHeldMail.ts';

export type Struck = 'carried-out' | 'moved' | 'not-due';

/** The third door: an appointment has come due, and decides again whether to move, drop or carry out. */
export async function strike(
  deps: Deps,
  congregation: CongregationId,
  appointmentId: string,
): Promise<Struck> {
  const store = deps.store.of(congregation);
  const struck = await decideAndCommit<Struck>(deps, store, async () => {
    const now = deps.clock.now();
    const appointment = await store.get('appointment', appointmentId);
    if (appointment === undefined || appointment.due > now) return { decision: nothing, outcome: 'not-due' };
    const due = instantAt(appointment.at, appointment.zone);
    if (appointment.errand.name !== 'import' && due > now) {
      return {
        decision: { ...nothing, records: [replace(appointment, { ...appointment, due })] },
        outcome: 'moved',
      };
    }
    return { decision: await carryOut(deps, store, appointment), outcome: 'carried-out' };
  });
  deps.log.info('appointment struck', { appointment: appointmentId.split('#')[0], outcome: struck });
  return struck;
}

async function carryOut(
  deps: Deps,
  store: CongregationStore,
  appointment: Stored<Appointment>,
): Promise<Decision> {
  const { errand } = appointment;
  switch (errand.name) {
    case 'ask':
      return ask(deps, store, appointment, errand.prompt);
    case 'digest':
      return digest(deps, store, appointment, errand.prompt);
    case 'tell-hosts':
      return tellHosts(deps, store, appointment, errand.day);
    case 'import':
      await finishImport(deps, store, errand.import);
      return nothing;
    case 'let-raw-mail-expire':
      await letRawMailExpire(deps, store, errand.held);
      return { ...nothing, records: [remove(appointment)] };
  }
}

async function ask(deps: Deps, store: CongregationStore, appointment: Stored<Appointment>, id: PromptId) {
  const loaded = await crewOf(store, id);
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  return decideAsk({ appointment, ...loaded, now: deps.clock.now() });
}

async function digest(deps: Deps, store: CongregationStore, appointment: Stored<Appointment>, id: PromptId) {
  const loaded = await crewOf(store, id);
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  const [replies, late] = await Promise.all([repliesTo(store, id), lateRepliesOf(store, loaded.crew.id)]);
  return decideDigest({ appointment, ...loaded, replies, late, now: deps.clock.now() });
}

async function crewOf(store: CongregationStore, id: PromptId) {
  const prompt = await store.get('prompt', id);
  const crew = prompt && (await store.get('crew', prompt.crew));
  if (prompt === undefined || crew === undefined) return undefined;
  const members = await store.getMany('member', crew.members);
  return { prompt, crew, members };
}

/** Those in time. A prompt's thread carries its id, and replies stand together by thread. */
async function repliesTo(store: CongregationStore, id: PromptId) {
  const { items } = await store.list('reply', { prefix: `${id}#`, limit: 500 });
  return items.filter((reply) => reply.prompt === id && reply.late === undefined);
}

async function lateRepliesOf(store: CongregationStore, crewId: string): Promise<Late[]> {
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

async function tellHosts(
  deps: Deps,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  day: string,
) {
  const [notices, members] = await Promise.all([
    store.list('host-notice', { prefix: `${day}#`, limit: 1000 }),
    store.list('member', { limit: 1000 }),
  ]);
  const hosts = members.items.filter((member) => member.role === 'host');
  return decideHostNotice({ appointment, notices: notices.items, hosts, day, now: deps.clock.now() });
}
