import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, remove } from './decision.ts';
import { answersFor, type Late } from './digestAnswers.ts';
import { hoursBefore } from './hours.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import { reviewHourOf } from './nextStepHours.ts';
import { meetingsOn } from './occasions.ts';
import { REVIEW_QUESTIONS } from './reviewAnswers.ts';
import type { Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt } from './time.ts';
import { threadOfSeason, write } from './writing.ts';

export const slotOfReview = (season: string): string => `review#${season}`;

type Review = Extract<Season['state'], { name: 'reviewing' }>['review'];

/**
 * Strikes once for each zone of the crew: asks those whose hour has come. The first strike names who is asked and when the
 * outcome comes; the last removes the pointers to late replies, which all of these letters show.
 */
export function decideReviewLetters(input: {
  readonly season: Season;
  readonly crew: Crew;
  /** The crew's. */
  readonly members: readonly Member[];
  readonly late: readonly Late[];
  readonly now: Instant;
  readonly settings: Settings;
}): { readonly season: Season; readonly letters: readonly Letter[]; readonly records: Decision['records'] } {
  const { season, crew, members, now } = input;
  const review = reviewOf(input);
  const open = members.filter(
    ({ id }) => review.asked.includes(id) && !review.written.includes(id) && crew.members.includes(id),
  );
  const present = open.filter((member) => takesPart(member, now));
  const due = present.filter((member) => isDue(season, member, input.settings, now));
  const late = input.late.filter(({ reply }) => reply.receivedAt <= review.begunAt);
  return {
    season: {
      ...season,
      state: {
        name: 'reviewing',
        review: { ...review, written: [...review.written, ...due.map(({ id }) => id)] },
      },
    },
    letters: due.map((member) => reviewLetter(member, { ...input, late, review })),
    records: due.length === present.length ? late.map(({ pointer }) => remove(pointer)) : [],
  };
}

function reviewOf({
  season,
  members,
  now,
  settings,
}: Pick<Parameters<typeof decideReviewLetters>[0], 'season' | 'members' | 'now' | 'settings'>): Review {
  if (season.state.name === 'reviewing') return season.state.review;
  return {
    asked: members.filter((member) => takesPart(member, now)).map(({ id }) => id),
    written: [],
    begunAt: now,
    outcomeAt: hoursBefore(now, season.zone, -settings.outcomeDays, settings.outcomeHour),
  };
}

function isDue(season: Season, member: Member, settings: Settings, now: Instant): boolean {
  const last = meetingsOn(season).at(-1);
  return last !== undefined && reviewHourOf(season, last, member, settings).due <= now;
}

function reviewLetter(
  member: Member,
  {
    season,
    crew,
    members,
    late,
    now,
    review,
  }: Parameters<typeof decideReviewLetters>[0] & { readonly review: Review },
): Letter {
  const outcomeAt = instantAt(review.outcomeAt, season.zone);
  return write({
    slot: slotOfReview(season.id),
    to: member.id,
    crew: crew.id,
    thread: threadOfSeason(season.id),
    usefulUntil: outcomeAt,
    at: now,
    content: {
      template: 'review',
      season: season.id,
      crew: crew.name,
      held: meetingsOn(season).length,
      questions: [...REVIEW_QUESTIONS],
      outcomeAt,
      answers: answersFor(member, { replies: [], late, members }),
    },
  });
}
