import { letterIdOf, type SeasonId, slotOfDigest, slotOfPrompt, slotOfYourCrew } from '@crewtide/domain';
import type { Crew, Host, Person, Season } from './host.ts';
import type { Lives } from './lives.ts';
import { type LetterSeen, type Mailbox, reply } from './mailbox.ts';
import type { Post } from './post.ts';
import type { Random } from './random.ts';

/** What was asked of a season, and what must be found of it in the end. */
export interface Played {
  readonly season: SeasonId;
  readonly crew: string;
  readonly meetings: readonly {
    readonly prompt: string;
    /** Each must be in the digest, once. */
    readonly words: readonly string[];
    /** What was replied to the digest: each must reach all the others, once. */
    readonly notes: readonly { readonly from: Person; readonly words: string }[];
  }[];
  /** In the one letter of change that each must have. */
  readonly place: string;
  /** What was liked: each must be in the outcome, once. */
  readonly liked: readonly string[];
  readonly goesOn: boolean;
}

export interface Stage {
  readonly lives: Lives;
  readonly host: Host;
  readonly post: Post;
  readonly mailbox: Mailbox;
  readonly random: Random;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** A season of two meetings from its calendar to its outcome, by everyone. */
export async function playSeason(stage: Stage, crew: Crew, goesOn: boolean): Promise<Played> {
  const { host } = stage;
  await lettersIn(stage, slotOfYourCrew(crew.season));
  const season = await host.season(crew.season);
  const place = `room-${crew.season}`;
  const first = await playMeeting(stage, season, 1);
  await host.move(season, 2, { startsAt: atNoon(later(timeOf(season, 2), DAY)), place });
  const moved = await host.season(crew.season);
  const second = await playMeeting(stage, moved, 2);
  const liked = await playReview(stage, moved, goesOn);
  return { season: crew.season, crew: crew.id, meetings: [first, second], place, liked, goesOn };
}

async function playMeeting(stage: Stage, season: Season, number: number) {
  const { random } = stage;
  const startsAt = timeOf(season, number);
  await goTo(stage, later(startsAt, -2 * DAY), 10);
  const prompt = await promptOf(stage, season, number);
  const words: string[] = [];
  for (const { letter, person } of await lettersIn(stage, slotOfPrompt(prompt))) {
    if (random() < 0.25) continue;
    const said = `word-${prompt}-${person.name.toLowerCase()}`;
    words.push(said);
    const times = random() < 0.25 ? 2 : 1;
    for (let time = 0; time < times; time += 1) await reply(stage, letter, said, said);
  }
  await goTo(stage, later(startsAt, -DAY), 19);
  const notes = [];
  const digests = words.length === 0 ? [] : await lettersIn(stage, slotOfDigest(prompt));
  for (const { letter, person } of digests.slice(0, 1 + Math.floor(random() * 2))) {
    const said = `note-${prompt}-${person.name.toLowerCase()}`;
    notes.push({ from: person, words: said });
    await reply(stage, letter, said, said);
  }
  return { prompt, words, notes };
}

/** Everybody answers; two yeses are too few to go on. */
async function playReview(stage: Stage, season: Season, goesOn: boolean): Promise<readonly string[]> {
  const { host } = stage;
  await goTo(stage, later(timeOf(season, 2), DAY), 10);
  const liked: string[] = [];
  for (const [index, { letter, person }] of (await lettersIn(stage, `review#${season.id}`)).entries()) {
    const like = `like-${season.id}-${person.name.toLowerCase()}`;
    liked.push(like);
    await reply(stage, letter, `1. ${like}\n2. nothing\n3. ${goesOn || index < 2 ? 'yes' : 'no'}`, like);
  }
  const { state } = await host.season(season.id);
  await goTo(stage, Date.parse(`${state.outcomeAt ?? ''}Z`), 19);
  await lettersIn(stage, `outcome#${season.id}`);
  return liked;
}

const timeOf = ({ meetings }: Season, number: number): number =>
  Date.parse(meetings.find((meeting) => meeting.number === number)?.at ?? '');
const later = (time: number, by: number): number => time + by;
const atNoon = (time: number): string => `${new Date(time).toISOString().slice(0, 10)}T12:00`;

/**
 * To that hour of the day on which `time` falls, never back; then everything due is carried out. What came before is decided
 * first, or a reply in time would be a late one; and what waits for a next try has it, or it would be given up.
 */
async function goTo(stage: Stage, time: number, hour: number): Promise<void> {
  const { lives, post } = stage;
  await settle(stage);
  post.stumble();
  const wanted = Math.floor(time / DAY) * DAY + hour * HOUR;
  await lives.moveClock(Math.max(0, wanted - lives.now()));
  await lives.tell({ do: 'idle' });
}

/** Until nothing is under way, and nothing waits for its next try. */
export async function settle({ lives }: Pick<Stage, 'lives'>): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const wait = await lives.tell({ do: 'settle' });
    if (wait < 0) return;
    await lives.moveClock(wait + 1);
  }
  throw new Error('something waits for its next try for ever');
}

async function promptOf({ lives, host }: Stage, { id }: Season, number: number): Promise<string> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { meetings } = await host.season(id);
    const prompt = meetings.find((meeting) => meeting.number === number)?.prompt;
    if (prompt !== undefined) return prompt;
    await lives.tell({ do: 'idle' });
    await pause(50);
  }
  throw new Error(`meeting ${number} of season ${id} was never asked`);
}

const TURNS = 300;
const TURNS_BETWEEN_TRIES = 10;

/** Everyone's letter of a slot, once all have come or no more come. */
async function lettersIn(
  stage: Stage,
  slot: string,
): Promise<readonly { readonly letter: LetterSeen; readonly person: Person }[]> {
  const { lives, host, mailbox } = stage;
  const found = async () => {
    const byId = new Map((await mailbox.letters()).map((letter) => [letter.letter, letter]));
    return host.people.flatMap((person) => {
      const letter = byId.get(letterIdOf(slot, person.id));
      return letter === undefined ? [] : [{ letter, person }];
    });
  };
  for (let turn = 0; turn < TURNS; turn += 1) {
    await lives.tell({ do: 'idle' });
    const letters = await found();
    if (letters.length === host.people.length) return letters;
    if (turn % TURNS_BETWEEN_TRIES === TURNS_BETWEEN_TRIES - 1) await settle(stage);
    await pause(50);
  }
  return found();
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
