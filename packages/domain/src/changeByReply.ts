import type { Appointment } from './appointment.ts';
import type { CertainReply } from './certainReply.ts';
import type { SeasonChange } from './change.ts';
import { applyChanges } from './changing.ts';
import { hostIn } from './changingMeeting.ts';
import type { ChangeRefused } from './changingOutcome.ts';
import { decideChanged } from './changingSeason.ts';
import { takesPart } from './consent.ts';
import { type Decision, nothing, type Stored } from './decision.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import { meetingsLeft, startOf } from './occasions.ts';
import type { Arranged, Meeting, Season } from './season.ts';
import type { SeasonAtHand } from './telling.ts';
import { newsSince } from './tellingNews.ts';
import { type Instant, later } from './time.ts';
import { write } from './writing.ts';

/** So long the host can take it back before the crew hears, */
const UNDONE_WITHIN = { hours: 1 } as const;
/** unless a meeting that it concerns is as near as this. */
const NEAR = { hours: 3 } as const;
const MOST_REPEATED = 300;

type Reply = Pick<CertainReply, 'id' | 'message' | 'receivedAt' | 'letter' | 'member' | 'concerns' | 'now'>;
type Unclear = Extract<LetterContent, { template: 'change-unclear' }>['why'];

interface ByReply extends SeasonAtHand {
  readonly reply: Reply;
  /** Appointments of prompts before its meetings. */
  readonly open: readonly Stored<Appointment>[];
}

/**
 * The meeting that its host means by a reply: that of the prompt, digest or echo which it answers, else the next that she
 * hosts. Undefined where she hosts none of them, or the season doesn't run: then it is no change, whatever it says.
 */
export function meetingMeant(
  { season, members }: Pick<SeasonAtHand, 'season' | 'members'>,
  { letter, concerns, member, now }: Pick<Reply, 'letter' | 'concerns' | 'member' | 'now'>,
): Meeting | undefined {
  if (season.state.name !== 'running' || !inCrew(members, member, now)) return undefined;
  const hers = (meeting: Meeting) => hostIn(season, meeting, members, now) === member.id;
  const number = numberNamed(season, letter.content, concerns);
  return number === undefined
    ? meetingsLeft(season, now).find(hers)
    : season.meetings.find((meeting) => meeting.number === number && hers(meeting));
}

const inCrew = (members: readonly Member[], member: Member, now: Instant): boolean =>
  takesPart(member, now) && members.some(({ id }) => id === member.id);

function numberNamed(
  season: Season,
  content: LetterContent,
  concerns: Reply['concerns'],
): number | undefined {
  const of = concerns?.prompt.meeting;
  if (of?.season === season.id) return of.number;
  return content.template === 'echo' && 'meeting' in content.asked ? content.asked.meeting : undefined;
}

/**
 * A change that a meeting's host wrote. It is made and echoed to her; the crew hears when she can't take it back any more.
 * What could not be read or made she is told. Undefined where nothing would change: then her words are words.
 * The words themselves are kept by whoever receives them.
 */
export function decideChangeByReply(
  input: ByReply & { readonly wanted: SeasonChange | { readonly unclear: Unclear } },
): Decision | undefined {
  const { reply, wanted, season, members } = input;
  const { now } = reply;
  if ('unclear' in wanted) return unclear(input, wanted.unclear);
  const made = applyChanges(season, [wanted], members, now);
  if (made.outcome === 'refused') return unclear(input, made.why);
  const changed = made.season;
  const before = new Map(season.meetings.map((meeting) => [meeting.number, meeting]));
  const view = { season: changed, viewer: reply.member, members, now };
  const news = newsSince((meeting) => before.get(meeting.number) ?? 'unheard-of', view);
  if (news.length === 0) return undefined;
  const until = later(now, UNDONE_WITHIN);
  const tellAt = isNear(changed, now) ? now : toTheMinute(until);
  return {
    ...withLetter(decideChanged({ ...input, changed, tellAt: latest(tellAt, input), now }), [
      answering(input, 'echo', {
        template: 'echo',
        season: season.id,
        crew: input.crew.name,
        zone: season.zone,
        asked: wanted,
        undo: [...made.undo],
        news: [...news],
        until,
      }),
    ]),
  };
}

/** What was told before its hour would take the hour from a change made earlier in it. */
const latest = (tellAt: Instant, { telling, reply }: ByReply): Instant =>
  telling !== undefined && tellAt > reply.now && telling.due > tellAt ? telling.due : tellAt;

/** Appointments know minutes: the next full one, so that the hour is whole. */
const toTheMinute = (at: Instant): Instant => later(at, { seconds: 59, milliseconds: 999 });

/** Whether a meeting of which the crew is to hear begins soon, as it heard or as it is; whichever reply changed it. */
function isNear(season: Season, now: Instant): boolean {
  const soon = later(now, NEAR);
  const near = (meeting: Arranged) => {
    const at = startOf(season, meeting);
    return meeting.on && at > now && at <= soon;
  };
  return season.meetings.some(
    ({ told, ...is }) => told !== undefined && (near(is) || (told !== 'unheard-of' && near(told))),
  );
}

/**
 * "Undo", in answer to an echo: within the hour what was done is taken back, whole or not at all. The crew hears only of what
 * it had heard meanwhile.
 */
export function decideUndo(input: ByReply): Decision | undefined {
  const { reply, season, members } = input;
  const { content } = reply.letter;
  if (content.template !== 'echo' || !inCrew(members, reply.member, reply.now)) return undefined;
  if (reply.receivedAt > content.until) return unclear(input, 'too-late-to-undo');
  const made = applyChanges(season, content.undo, members, reply.now);
  if (made.outcome === 'refused') return unclear(input, made.why);
  const tellAt = input.telling?.due ?? reply.now;
  const done = answering(input, 'receipt', { template: 'receipt', done: 'undone' });
  return withLetter(decideChanged({ ...input, changed: made.season, tellAt, now: reply.now }), [done]);
}

const unclear = (input: ByReply, why: Unclear | ChangeRefused): Decision =>
  withLetter(nothing, [
    answering(input, 'change-unclear', {
      template: 'change-unclear',
      season: input.season.id,
      crew: input.crew.name,
      wrote: input.reply.message.words.slice(0, MOST_REPEATED),
      why,
    }),
  ]);

const withLetter = (decision: Decision, letters: readonly Letter[]): Decision => ({ ...decision, letters });

type Answer = Extract<LetterContent, { template: 'echo' | 'change-unclear' | 'receipt' }>;

const answering = ({ reply }: ByReply, name: string, content: Answer): Letter =>
  write({
    slot: `${name}#${reply.id}`,
    to: reply.member.id,
    content,
    answers: reply.message.messageId,
    at: reply.now,
  });
