import {
  type CertainReply,
  type Decision,
  decideChangeByReply,
  decideUndo,
  instantAt,
  localTimeAt,
  type Meeting,
  meetingMeant,
  type SeasonAtHand,
  type SeasonChange,
  type SeasonId,
  startOf,
} from '@crewtide/domain';
import type { ChangeWanted, CongregationStore, Reading } from './ports.ts';
import { openAppointments, seasonAtHand } from './tellChanges.ts';

/**
 * The change that a reply asks for, if its writer hosts the meeting that it concerns. Undefined where its words ask for none,
 * where she hosts none, where nothing would change, or where the address that she answered has expired: then what she wrote
 * is words. The decision doesn't hold the reply itself.
 */
export async function changeByReply(
  deps: Pick<Reading, 'readChange'>,
  store: CongregationStore,
  reply: CertainReply,
  /** Absent: read from the reply's words. */
  wanted?: ChangeWanted,
): Promise<Decision | undefined> {
  if (reply.expired) return undefined;
  const loaded = await seasonOf(store, reply);
  const meeting = loaded && meetingMeant(loaded, reply);
  if (loaded === undefined || meeting === undefined) return undefined;
  const change = wanted ?? (await readBy(deps, reply, loaded, meeting));
  if (change === undefined) return undefined;
  const open = await openAppointments(store, loaded.season, reply.now);
  return decideChangeByReply({ ...loaded, reply, open, wanted: changeOf(change, meeting) });
}

/** What she means, by her own clock: her letters show it first, and the echo says both. */
async function readBy(
  deps: Pick<Reading, 'readChange'>,
  { message, member, now }: CertainReply,
  { season, members }: SeasonAtHand,
  meeting: Meeting,
): Promise<ChangeWanted | undefined> {
  const wanted = await deps.readChange(message.words, {
    now,
    zone: member.zone,
    meetingAt: localTimeAt(startOf(season, meeting), member.zone),
    crew: members.map(({ id, name }) => ({ member: id, name })),
  });
  return wanted !== undefined && 'to' in wanted && wanted.to !== undefined
    ? { ...wanted, to: localTimeAt(instantAt(wanted.to, member.zone), season.zone) }
    : wanted;
}

/** "Undo" in answer to an echo; undefined where the letter is none. The decision doesn't hold the reply itself. */
export async function undoByReply(
  store: CongregationStore,
  reply: CertainReply,
): Promise<Decision | undefined> {
  if (reply.letter.content.template !== 'echo' || reply.expired) return undefined;
  const loaded = await seasonOf(store, reply);
  if (loaded === undefined) return undefined;
  const open = await openAppointments(store, loaded.season, reply.now);
  return decideUndo({ ...loaded, reply, open });
}

async function seasonOf(
  store: CongregationStore,
  { letter, concerns }: CertainReply,
): Promise<SeasonAtHand | undefined> {
  const { content } = letter;
  const id: SeasonId | undefined =
    concerns?.prompt.meeting?.season ?? ('season' in content ? content.season : undefined);
  return id && seasonAtHand(store, id);
}

function changeOf(
  wanted: ChangeWanted,
  { number: meeting }: Meeting,
): Parameters<typeof decideChangeByReply>[0]['wanted'] {
  switch (wanted.wants) {
    case 'move':
      return wanted.to === undefined
        ? { unclear: 'no-time' }
        : { change: 'move', meeting, startsAt: wanted.to };
    case 'add':
      return wanted.to === undefined ? { unclear: 'no-time' } : { change: 'add', startsAt: wanted.to };
    case 'place':
      return { change: 'place', meeting, place: wanted.place };
    case 'swap':
      return wanted.with === undefined
        ? { unclear: 'not-a-member' }
        : { change: 'swap', meeting, host: wanted.with };
    case 'cancel':
    case 'skip':
      return { change: wanted.wants, meeting } satisfies SeasonChange;
  }
}
