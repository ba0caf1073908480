import { z } from 'zod';
import { calendar } from './calendar.ts';
import { seasonChange } from './change.ts';
import { holdReason } from './heldMail.ts';
import { heldMailId, memberId, promptId, seasonId } from './ids.ts';
import { photo } from './photo.ts';
import { step } from './practice.ts';
import { request } from './request.ts';
import { reviewQuestion } from './reviewAnswers.ts';
import { meetingMinutes, rhythm } from './rhythm.ts';
import { instant, localTime, timeZone } from './time.ts';

/** Somebody whom the letter names as a reader of the reply to it. */
const reader = z.object({ member: memberId, name: z.string() });
export type Reader = z.infer<typeof reader>;

/** When and where, as a letter says it. */
const occasion = z.object({ startsAt: instant, zone: timeZone, place: z.string() });

/** Whose turn it is to host, from where its recipient stands; absent where nobody of the order takes part. */
const turn = z.discriminatedUnion('who', [
  z.object({ who: z.literal('you') }),
  z.object({ who: z.literal('other'), name: z.string() }),
]);

const answer = z.object({
  name: z.string(),
  words: z.string(),
  /** Set when the answer came after its own digest: the questions it answered. */
  late: z.array(z.string()).optional(),
  photos: z.array(photo).optional(),
  /** Pictures that came with it and that no letter can show. */
  unshown: z.number().int().positive().optional(),
});

const meetings = z.array(z.object({ startsAt: instant, place: z.string(), host: turn.optional() }));

/** One thing that changed for a crew since it last heard. */
const news = z.discriminatedUnion('news', [
  z.object({ news: z.literal('moved'), from: instant, to: instant }),
  z.object({ news: z.literal('cancelled'), at: instant }),
  z.object({ news: z.literal('added'), at: instant, place: z.string() }),
  z.object({ news: z.literal('place'), at: instant, place: z.string() }),
  z.object({ news: z.literal('host'), at: instant, host: turn.optional() }),
  /** The crew as it is now; who is not in it any more is not named. */
  z.object({ news: z.literal('joined'), names: z.array(z.string()) }),
  z.object({ news: z.literal('ended') }),
]);
export type News = z.infer<typeof news>;

/** What a letter says, frozen when it was decided: one shape per kind of letter, names instead of ids. */
export const letterContent = z.discriminatedUnion('template', [
  /** To somebody whom a host added: who did, what is kept, how to say no. */
  z.object({ template: z.literal('welcome'), addedBy: z.string() }),
  z.object({
    template: z.literal('prompt'),
    prompt: promptId,
    crew: z.string(),
    questions: z.array(z.string()),
    /** Who will read the answer: the other members of the crew. */
    readers: z.array(z.string()),
    digestAt: instant,
    /** The meeting that it prepares. */
    meeting: occasion
      .extend({
        number: z.number().int().positive(),
        /** How many the season has. */
        of: z.number().int().positive(),
        minutes: meetingMinutes,
        host: turn.optional(),
        practice: z.object({ name: z.string(), purpose: z.string(), steps: z.array(step) }),
      })
      .optional(),
  }),
  z.object({
    template: z.literal('digest'),
    prompt: promptId,
    crew: z.string(),
    questions: z.array(z.string()),
    answers: z.array(answer),
    /** Whom a reply to it reaches, at once. */
    readers: z.array(reader),
    meeting: occasion.optional(),
  }),
  /** What somebody replied to a letter of her crew's, to those whom that letter named. */
  z.object({
    template: z.literal('note'),
    crew: z.string(),
    prompt: promptId.optional(),
    /** The subject of the letter that it answers, without "Re:". */
    about: z.string(),
    from: z.string(),
    words: z.string(),
    photos: z.array(photo).optional(),
    /** Pictures that came with it and that no letter can show. */
    unshown: z.number().int().positive().optional(),
    readers: z.array(reader),
    /** How many replies stand between it and a letter of ours; so that two machines can't write to each other for ever. */
    depth: z.number().int().positive(),
  }),
  /** The season that a crew agreed to, with its calendar. */
  z.object({
    template: z.literal('your-crew'),
    season: seasonId,
    crew: z.string(),
    /** The crew's first, second, … season. */
    number: z.number().int().positive(),
    rhythm,
    time: localTime,
    zone: timeZone,
    minutes: meetingMinutes,
    meetings,
    practice: z.object({ name: z.string(), purpose: z.string() }),
    readers: z.array(reader),
    calendar,
  }),
  /** What changed for the crew, with the calendar as it is now. */
  z.object({
    template: z.literal('change'),
    season: seasonId,
    crew: z.string(),
    zone: timeZone,
    news: z.array(news).min(1),
    /** What is still to come. */
    meetings,
    readers: z.array(reader),
    calendar,
  }),
  /** To a meeting's host: what was understood and done, and until when "undo" takes it back. The crew hears after that. */
  z.object({
    template: z.literal('echo'),
    season: seasonId,
    crew: z.string(),
    zone: timeZone,
    asked: seasonChange,
    /** What takes it back. */
    undo: z.array(seasonChange),
    news: z.array(news).min(1),
    until: instant,
  }),
  /** To a meeting's host: a change that could not be read, or not be made, and how to put it. */
  z.object({
    template: z.literal('change-unclear'),
    season: seasonId,
    crew: z.string(),
    wrote: z.string(),
    why: z.enum(['no-time', 'has-passed', 'not-a-member', 'no-meeting', 'season-full', 'too-late-to-undo']),
  }),
  /** To a member whom a host took out of a crew. */
  z.object({ template: z.literal('farewell'), season: seasonId, crew: z.string(), calendar }),
  /** The end of a season: five questions. Whether she goes on nobody reads. */
  z.object({
    template: z.literal('review'),
    season: seasonId,
    crew: z.string(),
    /** How many meetings there were. */
    held: z.number().int().positive(),
    questions: z.array(reviewQuestion),
    outcomeAt: instant,
    /** What came after the last digest. */
    answers: z.array(answer),
  }),
  /** Asked once, when a review's answer was not understood: do you go on? */
  z.object({ template: z.literal('go-on'), season: seasonId, crew: z.string(), outcomeAt: instant }),
  z.object({
    template: z.literal('outcome'),
    season: seasonId,
    crew: z.string(),
    /** How many meetings there were. */
    held: z.number().int().nonnegative(),
    liked: z.array(z.string()),
    improve: z.array(z.string()),
    methods: z.array(z.string()),
    /** `goes-on` only to those who said yes; a letter of their new season follows. */
    result: z.discriminatedUnion('name', [
      z.object({ name: z.literal('goes-on'), with: z.array(z.string()), first: instant, zone: timeZone }),
      z.object({ name: z.literal('complete') }),
    ]),
    readers: z.array(reader),
  }),
  /** What a season's crew wrote and she may read; the whole of it at a link. */
  z.object({
    template: z.literal('keepsake'),
    season: seasonId,
    crew: z.string(),
    /** Days, `2026-12-01`. */
    from: z.string(),
    to: z.string(),
    parts: z.array(z.object({ at: instant, questions: z.array(z.string()), answers: z.array(answer) })),
    /** Not all of it fits a letter. */
    shortened: z.literal(true).optional(),
  }),
  /** One plain receipt for a request that was done. */
  z.object({
    template: z.literal('receipt'),
    done: z.enum(['stop', 'pause', 'resume', 'not-me', 'no-thanks', 'released', 'discarded', 'undone']),
    until: instant.optional(),
  }),
  /** An expired reply address, or none but the thread: the request is done after a yes. */
  z.object({ template: z.literal('confirm'), asked: request }),
  /** Mail in a member's name from elsewhere: was it you? */
  z.object({
    template: z.literal('ask-sender'),
    held: heldMailId,
    sender: z.string(),
    reason: holdReason,
    about: z.string(),
  }),
  /** What arrived held no words, or could not be opened. */
  z.object({ template: z.literal('no-words'), about: z.string() }),
  z.object({ template: z.literal('unreadable'), about: z.string() }),
  /** To hosts, at most daily. Never a body. */
  z.object({
    template: z.literal('host-notice'),
    held: z.array(z.object({ sender: z.string(), reason: holdReason, letter: z.string() })),
    undeliverable: z.array(z.object({ member: z.string(), letter: z.string() })),
    /** How many of either kind didn't fit the letter. */
    more: z.number().int().positive().optional(),
  }),
]);
export type LetterContent = z.infer<typeof letterContent>;
export type Template = LetterContent['template'];
