import {
  type Appointment,
  type Decision,
  decideTellChanges,
  type Instant,
  type MeetingPrompt,
  meetingsLeft,
  nothing,
  promptOf,
  remove,
  type Season,
  type SeasonAtHand,
  type SeasonId,
  type Stored,
  slotOfTelling,
} from '@crewtide/domain';
import { loadSeason } from './loadSeason.ts';
import type { CongregationStore, Deciding } from './ports.ts';

/** Strikes when a crew is to hear what changed of its season. */
export async function tellChanges(
  deps: Pick<Deciding, 'clock'>,
  store: CongregationStore,
  appointment: Stored<Appointment>,
  id: SeasonId,
): Promise<Decision> {
  const now = deps.clock.now();
  const loaded = await loadSeason(store, id);
  if (loaded === undefined) return { ...nothing, records: [remove(appointment)] };
  const prompts = await promptsBefore(store, loaded.season, now);
  return decideTellChanges({ ...loaded, telling: appointment, prompts, now });
}

/** A season with when its crew is to hear of its changes. */
export async function seasonAtHand(
  store: CongregationStore,
  id: SeasonId,
): Promise<SeasonAtHand | undefined> {
  const [loaded, telling] = await Promise.all([
    loadSeason(store, id),
    store.get('appointment', slotOfTelling(id)),
  ]);
  return loaded && { ...loaded, telling };
}

/** As many replies of one prompt, and as many that wait for a crew's letter, as are looked at. */
const LOOKED_AT = 200;

/** What was asked before meetings that are still to come, or of which the crew is to hear. */
export async function promptsBefore(
  store: CongregationStore,
  season: Season,
  now: Instant,
): Promise<readonly MeetingPrompt[]> {
  const left = new Set(meetingsLeft(season, now));
  const asked = season.meetings.filter(
    (meeting) => meeting.prompted === 'asked' && (left.has(meeting) || meeting.told !== undefined),
  );
  const prompts = await store.getMany(
    'prompt',
    asked.map(({ number }) => promptOf(season.id, number)),
  );
  return Promise.all(
    prompts.map(async (prompt) => {
      const [ask, digest, replies, late] = await Promise.all([
        store.get('appointment', `ask#${prompt.id}`),
        store.get('appointment', `digest#${prompt.id}`),
        store.list('reply', { prefix: `${prompt.id}#`, limit: LOOKED_AT }),
        store.list('late-reply', { prefix: `${prompt.crew}#`, limit: LOOKED_AT }),
      ]);
      const inTime = replies.items.filter((reply) => reply.prompt === prompt.id && !reply.late);
      const names = new Set(inTime.map(({ id }) => id));
      return {
        prompt,
        ask,
        digest,
        replies: inTime,
        waiting: late.items.filter(({ reply }) => names.has(reply)),
      };
    }),
  );
}

/** The appointments of prompts before meetings that are still to come. */
export async function openAppointments(
  store: CongregationStore,
  season: Season,
  now: Instant,
): Promise<readonly Stored<Appointment>[]> {
  const asked = meetingsLeft(season, now).filter(({ prompted }) => prompted === 'asked');
  const prompts = asked.map(({ number }) => promptOf(season.id, number));
  return store.getMany(
    'appointment',
    prompts.flatMap((prompt) => [`ask#${prompt}`, `digest#${prompt}`]),
  );
}
