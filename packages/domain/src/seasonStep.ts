import type { Appointment } from './appointment.ts';
import { askForMeeting, canBeAsked } from './askingMeeting.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import type { Late } from './digestAnswers.ts';
import type { SeasonId } from './ids.ts';
import type { Member } from './member.ts';
import { firstAskOf, firstReviewOf, meetingsToAsk, nextStepOf, reviewsToCome } from './nextStep.ts';
import { decideOutcome } from './outcome.ts';
import type { PracticeShown } from './practice.ts';
import type { Reply } from './reply.ts';
import { decideReviewLetters } from './reviewing.ts';
import type { Meeting, Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt } from './time.ts';

/** What a season's appointment finds to do. `wait`: its hour has moved away; `end`: no meeting was held. */
export type SeasonStep = 'ask' | 'review' | 'outcome' | 'end' | 'wait';

export function stepDue(
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
): SeasonStep {
  switch (season.state.name) {
    case 'ended':
      return 'end';
    case 'reviewing':
      if (instantAt(season.state.review.outcomeAt, season.zone) <= now) return 'outcome';
      return reviewsToCome(season, members, settings, now).some(({ due }) => due <= now) ? 'review' : 'wait';
    case 'running': {
      const toAsk = meetingsToAsk(season);
      if (toAsk.length > 0) return dueToAsk(season, members, settings, now).length > 0 ? 'ask' : 'wait';
      const review = firstReviewOf(season, members, settings);
      if (review === undefined) return 'end';
      if (review.due > now) return 'wait';
      return members.some((member) => takesPart(member, now)) ? 'review' : 'outcome';
    }
  }
}

const dueToAsk = (
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
): readonly Meeting[] =>
  meetingsToAsk(season).filter((meeting) => firstAskOf(season, meeting, members, settings).due <= now);

export interface SeasonStepInput {
  readonly appointment: Stored<Appointment>;
  readonly season: Stored<Season>;
  readonly crew: Stored<Crew>;
  /** The crew's. */
  readonly members: readonly Member[];
  readonly settings: Settings;
  /** Absent where the congregation has it no more. */
  readonly practice: PracticeShown | undefined;
  /** For the review: what came after the last digest. */
  readonly late: readonly Late[];
  /** For the outcome: what was answered to the review. */
  readonly replies: readonly Reply[];
  readonly nextSeason: SeasonId;
  readonly now: Instant;
}

/** Strikes at a season's next step, takes it, and appoints the one after. */
export function decideSeasonStep(input: SeasonStepInput): Decision {
  const { appointment, season, members, settings, now } = input;
  switch (stepDue(season, members, settings, now)) {
    case 'ask':
      return ask(input);
    case 'review': {
      const { season: reviewing, letters, records } = decideReviewLetters(input);
      return { ...nothing, records: [...changes(input, reviewing), ...records], letters };
    }
    case 'outcome': {
      const decision = decideOutcome({ ...input, nextSeasonId: input.nextSeason });
      return { ...decision, records: [remove(appointment), ...decision.records] };
    }
    case 'end':
      return { ...nothing, records: changes(input, { ...season, state: { name: 'ended', at: now } }) };
    case 'wait':
      return { ...nothing, records: changes(input, season) };
  }
}

/** The first meeting whose crew can still be asked; the others' hours are struck anew, one transaction each. */
function ask(input: SeasonStepInput): Decision {
  const { season, members, settings, now } = input;
  const due = dueToAsk(season, members, settings, now);
  const [first] = due.filter((meeting) => canBeAsked({ ...input, meeting }));
  const missed = due.filter((meeting) => !canBeAsked({ ...input, meeting }));
  const prompted: Season = {
    ...season,
    meetings: season.meetings.map((meeting) => {
      if (missed.includes(meeting)) return { ...meeting, prompted: 'missed' };
      return meeting === first ? { ...meeting, prompted: 'asked' } : meeting;
    }),
  };
  const asked = first === undefined ? nothing : askForMeeting({ ...input, meeting: first });
  return { ...asked, records: [...changes(input, prompted), ...asked.records] };
}

/** The season as it is now, and its next step in the place of this one. */
function changes(
  { appointment, season, members, settings, now }: SeasonStepInput,
  to: Season,
): Decision['records'] {
  const next = nextStepOf(to, members, settings, now);
  return [
    next === undefined ? remove(appointment) : replace(appointment, next),
    ...(to === season ? [] : [replace(season, to)]),
  ];
}
