import { takesPart } from './consent.ts';
import { CREW_SIZE, type Crew } from './crew.ts';
import { create, type Decision, replace, type Stored } from './decision.ts';
import { fitted, withoutTokens } from './digestAnswers.ts';
import { type LetterId, letterIdOf, type MemberId, type SeasonId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import { nextStepOf } from './nextStep.ts';
import { meetingsOn, readersBeside, startOf, yourCrewLetters } from './occasions.ts';
import { nextSeason } from './outcomeNext.ts';
import type { PracticeShown } from './practice.ts';
import type { Reply } from './reply.ts';
import type { ReviewQuestion } from './reviewAnswers.ts';
import { lastAnswer, withoutNames } from './reviewingAnswers.ts';
import type { Season } from './season.ts';
import type { Settings } from './settings.ts';
import type { Instant } from './time.ts';
import { threadOfSeason, write } from './writing.ts';

const slotOfOutcome = (season: SeasonId): string => `outcome#${season}`;

/** The letter that brought a member her season's outcome. */
export const outcomeLetterId = (season: SeasonId, member: MemberId): LetterId =>
  letterIdOf(slotOfOutcome(season), member);

type OutcomeContent = Extract<LetterContent, { template: 'outcome' }>;

/**
 * Strikes at the review's end, however early all have answered. With three or more who said yes, the crew is these and their
 * next season is booked; otherwise it is complete. Who said no and who said nothing get the same letter.
 */
export function decideOutcome(input: {
  readonly season: Stored<Season>;
  readonly crew: Stored<Crew>;
  /** The crew's. */
  readonly members: readonly Member[];
  /** To the review, in any order. */
  readonly replies: readonly Reply[];
  /** Absent where the congregation has it no more. */
  readonly practice: Pick<PracticeShown, 'name' | 'purpose'> | undefined;
  readonly settings: Settings;
  readonly now: Instant;
  readonly nextSeasonId: SeasonId;
}): Decision {
  const { season, crew, replies, settings, now } = input;
  const present = input.members.filter((member) => takesPart(member, now));
  const going = present.filter((member) => saidYes(season, member, replies));
  const ended = replace(season, {
    ...season,
    state: { name: 'ended', at: now, members: [...crew.members] },
  });
  const said = wordsOf(season, crew, replies);
  if (going.length < CREW_SIZE.least) {
    return {
      records: [ended, replace(crew, { ...crew, completedAt: now })],
      letters: present.map((member) => completeLetter(member, present, { ...input, said })),
      appointments: [],
    };
  }
  const next = nextSeason({ season, going, settings, now, id: input.nextSeasonId });
  const step = nextStepOf(next, going, settings, now);
  const shown = input.practice ?? { name: season.practice, purpose: '' };
  const goesOn: Crew = { ...crew, members: going.map(({ id }) => id), season: next.id };
  return {
    records: [ended, replace(crew, goesOn), create(next)],
    letters: [
      ...present.map((member) =>
        going.includes(member)
          ? goesOnLetter(member, going, next, { ...input, said })
          : completeLetter(member, present, { ...input, said }),
      ),
      ...yourCrewLetters({ season: next, crew: goesOn, members: going, practice: shown, now }),
    ],
    appointments: step === undefined ? [] : [step],
  };
}

/** Of those who were asked, the last word of each; a silence is a no. */
const saidYes = ({ state }: Season, { id }: Member, replies: readonly Reply[]): boolean =>
  state.name === 'reviewing' &&
  state.review.asked.includes(id) &&
  lastAnswer(replies, id, 'go-on')?.yes === true;

/** What one outcome letter holds of the words of a whole crew, in UTF-8 and for each question. */
const BYTES_OF_A_QUESTION = 12_000;

type Said = Pick<OutcomeContent, 'liked' | 'improve' | 'methods'>;

/** What the crew said, without names, of those who are in it still. */
function wordsOf(season: Season, crew: Crew, replies: readonly Reply[]): Said {
  const to = (question: ReviewQuestion): string[] => {
    const words = crew.members.flatMap((member) => lastAnswer(replies, member, question)?.words.trim() ?? []);
    const shown = fitted(
      words.map((each) => ({ words: withoutTokens(each) })),
      BYTES_OF_A_QUESTION,
    );
    return [
      ...withoutNames(
        season.id,
        shown.map((each) => each.words),
      ),
    ];
  };
  return { liked: to('liked'), improve: to('improve'), methods: to('methods') };
}

type Told = Pick<Parameters<typeof decideOutcome>[0], 'season' | 'crew' | 'now'> & { readonly said: Said };

/** The same to all, whether they said no, nothing, or yes without enough others; and whether the others go on or not. */
const completeLetter = (to: Member, present: readonly Member[], told: Told): Letter =>
  outcomeLetter(to, present, { name: 'complete' }, told);

function goesOnLetter(to: Member, going: readonly Member[], next: Season, told: Told): Letter {
  const [first] = meetingsOn(next);
  if (first === undefined) throw new Error('a season has meetings');
  return outcomeLetter(
    to,
    going,
    {
      name: 'goes-on',
      with: going.filter(({ id }) => id !== to.id).map(({ name }) => name),
      first: startOf(next, first),
      zone: next.zone,
    },
    told,
  );
}

const outcomeLetter = (
  to: Member,
  circle: readonly Member[],
  result: OutcomeContent['result'],
  { season, crew, now, said }: Told,
): Letter =>
  write({
    slot: slotOfOutcome(season.id),
    to: to.id,
    thread: threadOfSeason(season.id),
    at: now,
    content: {
      template: 'outcome',
      season: season.id,
      crew: crew.name,
      held: meetingsOn(season).length,
      ...said,
      result,
      readers: readersBeside(to, circle),
    },
  });
