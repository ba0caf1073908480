import type { Appointment } from './appointment.ts';
import { askAppointment, digestAppointment } from './asking.ts';
import { type Change, remove, replace, type Stored } from './decision.ts';
import { comesLater, MOST_SHOWN } from './digest.ts';
import type { CrewId } from './ids.ts';
import { digestHourOf } from './nextStepHours.ts';
import { startOf } from './occasions.ts';
import type { Prompt } from './prompt.ts';
import type { LateReply, Reply } from './reply.ts';
import type { Meeting, Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, localTimeAt } from './time.ts';

/** What was asked before a meeting, with its appointments and what was answered. */
export interface MeetingPrompt {
  readonly prompt: Stored<Prompt>;
  /** For those whose hour is still to come. */
  readonly ask: Stored<Appointment> | undefined;
  readonly digest: Stored<Appointment> | undefined;
  /** In time. */
  readonly replies: readonly Reply[];
  /** Those of its replies that wait for another letter. */
  readonly waiting: readonly Stored<LateReply>[];
}

interface Following {
  readonly records: readonly Change[];
  readonly appointments: readonly Appointment[];
}

/**
 * An open prompt follows its meeting: its digest comes before the new time, at once where that hour has passed. With a
 * cancelled meeting it is dropped, and its answers come with the crew's next letter; it opens again with the meeting.
 */
export function promptsFollow(input: {
  readonly season: Season;
  readonly prompts: readonly MeetingPrompt[];
  readonly crew: CrewId;
  readonly settings: Settings;
  readonly now: Instant;
}): Following {
  const follow = input.prompts.map((each) => {
    const meeting = input.season.meetings.find(({ number }) => number === each.prompt.meeting?.number);
    if (meeting === undefined || !isOpen(each.prompt)) return NOTHING;
    return meeting.on ? held(each, meeting, input) : dropped(each, input.crew);
  });
  return {
    records: follow.flatMap(({ records }) => records),
    appointments: follow.flatMap(({ appointments }) => appointments),
  };
}

const NOTHING: Following = { records: [], appointments: [] };

/** Neither brought back already nor about to be. */
const isOpen = ({ state }: Prompt): boolean => state === 'asked' || state === 'dropped';

const dropped = ({ prompt, ask, digest, replies }: MeetingPrompt, crew: CrewId): Following =>
  prompt.state === 'dropped'
    ? NOTHING
    : {
        records: [
          replace(prompt, { ...prompt, state: 'dropped' }),
          ...[ask, digest].flatMap((each) => (each === undefined ? [] : [remove(each)])),
          ...replies.slice(0, MOST_SHOWN).map((reply) => comesLater({ id: crew }, reply)),
        ],
        appointments: [],
      };

function held(
  { prompt, ask, digest, waiting }: MeetingPrompt,
  meeting: Meeting,
  { season, settings, now }: Parameters<typeof promptsFollow>[0],
): Following {
  const start = startOf(season, meeting);
  const { at } = digestHourOf(season, meeting, settings);
  const asBefore = prompt.state === 'asked' && prompt.digestAt === at && digest?.usefulUntil === start;
  if (start <= now || asBefore) return NOTHING;
  const open: Prompt = { ...prompt, state: 'asked', digestAt: at };
  const toBring = digestAppointment(open, start);
  // It finds the hours that the others have now by itself.
  const toAsk = askAppointment(open, { at: localTimeAt(now, prompt.zone), zone: prompt.zone });
  const allAsked = prompt.asked.every((member) => prompt.written?.includes(member));
  const kept = [{ before: digest, after: toBring }, ...(allAsked ? [] : [{ before: ask, after: toAsk }])];
  return {
    records: [
      replace(prompt, open),
      ...waiting.map(remove),
      ...kept.flatMap(({ before, after }) => (before === undefined ? [] : [replace(before, after)])),
    ],
    appointments: kept.flatMap(({ before, after }) => (before === undefined ? [after] : [])),
  };
}
