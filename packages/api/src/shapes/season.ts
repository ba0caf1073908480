import {
  instant,
  instantAt,
  localDate,
  localDateTime,
  localTime,
  type Meeting,
  meeting,
  promptId,
  promptOf,
  SEASON_LENGTH,
  type Season,
  season,
} from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';
import { rhythmShape } from './rhythm.ts';
import { warningShape } from './warning.ts';

const { place, practice, questions, minutes, hosting } = season.shape;

const PLAN = {
  rhythm: { every: 'month', on: { weekday: 'tuesday', which: 2 } },
  time: '19:30',
  minutes: 90,
  place: 'https://meet.example.org/tide-pool',
  practice: 'case-clinic',
  questions: ['What would you like time for?'],
  hosting: [EXAMPLES.member, EXAMPLES.other, EXAMPLES.third],
} as const;

/** A season as a crew agreed to it. */
export const newSeason = z
  .strictObject({
    first: localDate.describe('The first meeting is on the first day of the rhythm from this day on'),
    rhythm: rhythmShape,
    time: localTime.describe('When a meeting begins, on a clock of the crew’s zone'),
    meetings: z.number().int().min(SEASON_LENGTH.least).max(SEASON_LENGTH.most).describe('How many'),
    minutes,
    place: place.describe('A place or a link, in one line'),
    practice,
    questions: questions.describe('What each prompt asks: one question or two'),
    hosting: hosting
      .max(7)
      .refine((order) => new Set(order).size === order.length, 'must be different members')
      .optional()
      .describe(
        'Members of the crew in the order in which they host; as the crew’s members stand unless given',
      ),
  })
  .openapi('NewSeason', { example: { first: '2026-12-01', meetings: 5, ...PLAN } });
export type NewSeasonBody = z.infer<typeof newSeason>;

const meetingShape = meeting
  .pick({ number: true, startsAt: true, place: true, host: true, on: true, prompted: true })
  .extend({
    startsAt: localDateTime.describe('On a clock of the season’s zone'),
    at: instant.describe('The same as an instant'),
    prompt: promptId.optional().describe('Where it was asked'),
  })
  .openapi('Meeting');

const stateShape = z.discriminatedUnion('name', [
  z.object({ name: z.literal('running') }),
  z.object({
    name: z.literal('reviewing'),
    outcomeAt: localDateTime.describe('On a clock of the season’s zone; however early all have answered'),
  }),
  z.object({ name: z.literal('ended'), at: instant }),
]);

/** The plan and how far it is; nothing of what anybody answered. */
export const seasonShape = season
  .omit({ kind: true })
  .extend({
    rhythm: rhythmShape,
    zone: zoneShape,
    meetings: z.array(meetingShape),
    state: stateShape,
  })
  .openapi('Season', {
    example: {
      id: EXAMPLES.season,
      crew: EXAMPLES.crew,
      number: 1,
      zone: EXAMPLES.zone,
      ...PLAN,
      meetings: [
        {
          number: 1,
          startsAt: '2026-12-08T19:30',
          at: '2026-12-08T19:30:00.000Z',
          place: PLAN.place,
          host: EXAMPLES.member,
          on: true,
        },
      ],
      state: { name: 'running' },
      createdAt: EXAMPLES.at,
    },
  });

/** A season, and what whoever made it should know. */
export const seasonCreatedShape = seasonShape
  .extend({ warnings: z.array(warningShape) })
  .openapi('SeasonCreated');

export const showSeason = (record: Season): z.infer<typeof seasonShape> => ({
  id: record.id,
  crew: record.crew,
  number: record.number,
  rhythm: record.rhythm,
  time: record.time,
  zone: record.zone,
  minutes: record.minutes,
  place: record.place,
  practice: record.practice,
  questions: record.questions,
  hosting: record.hosting,
  meetings: record.meetings.map((each) => showMeeting(record, each)),
  state: showState(record.state),
  createdAt: record.createdAt,
});

const showMeeting = (of: Season, each: Meeting): z.infer<typeof meetingShape> => ({
  number: each.number,
  startsAt: each.startsAt,
  at: instantAt(each.startsAt, of.zone),
  place: each.place,
  host: each.host,
  on: each.on,
  ...(each.prompted === undefined ? {} : { prompted: each.prompted }),
  ...(each.prompted === 'asked' ? { prompt: promptOf(of.id, each.number) } : {}),
});

/** Who is asked, who has answered and who was in the crew at the end stay out. */
function showState(state: Season['state']): z.infer<typeof stateShape> {
  switch (state.name) {
    case 'running':
      return { name: 'running' };
    case 'reviewing':
      return { name: 'reviewing', outcomeAt: state.review.outcomeAt };
    case 'ended':
      return { name: 'ended', at: state.at };
  }
}
