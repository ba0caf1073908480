import { instantOf } from '../support/builders.ts';
import type { TestHouse } from '../support/house.ts';
import { congregationIn, type TestCongregation } from '../support/houseCongregation.ts';
import { opened, type ReplyOptions, replyTo } from '../support/houseReply.ts';
import { crewIn, playUntil } from '../support/houseSeason.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

/** When the review's outcome comes: the season's two meetings are on 1 and 8 December. */
export const OUTCOME_AT = '2026-12-16T18:00:00.000Z';

export interface SeasonStory {
  readonly house: TestHouse;
  readonly willow: TestCongregation;
  readonly crew: Awaited<ReturnType<typeof crewIn>>;
  /** The newest letter of this template that somebody got. */
  letter(name: string, template: string): Promise<DeliveredMail>;
  /** The templates of the letters that somebody got, oldest first. */
  templatesOf(name: string): Promise<readonly string[]>;
  /** A reply on top to her newest letter of this template; says what became of it. */
  says(name: string, template: string, words: string, options?: Partial<ReplyOptions>): Promise<string>;
  /** Plays what is due until then, and says which letters left. */
  until(at: string): ReturnType<typeof playUntil>;
}

export const PEOPLE = ['Ana', 'Bo', 'Cleo', 'Dee'] as const;

/** A crew of four in Lisbon in a season of two meetings, whose letters have left. */
export async function seasonIn(house: TestHouse, people: readonly string[] = PEOPLE): Promise<SeasonStory> {
  const willow = await congregationIn(house);
  const crew = await crewIn(house, willow, {
    people: Object.fromEntries(people.map((name) => [name, 'Europe/Lisbon'])),
    zone: 'Europe/Lisbon',
    season: { first: '2026-12-01', meetings: 2 },
  });
  return { house, willow, crew, ...lettersOf(house, willow), until: (at) => playUntil(house, at) };
}

/** The same, played until everyone has been asked how the season was. */
export async function reviewIn(house: TestHouse, people?: readonly string[]): Promise<SeasonStory> {
  const story = await seasonIn(house, people);
  await story.until('2026-12-09T09:30:00.000Z');
  return story;
}

function lettersOf(house: TestHouse, willow: TestCongregation) {
  const templateOf = async ({ key }: DeliveredMail) =>
    (await willow.store.get('letter', key))?.content.template ?? '';
  const lettersTo = async (name: string) => {
    const mails = house.mailOf(`${name.toLowerCase()}@example.org`);
    return Promise.all(mails.map(async (mail) => ({ mail, template: await templateOf(mail) })));
  };
  const letter = async (name: string, template: string) => {
    const found = (await lettersTo(name)).findLast((each) => each.template === template);
    if (found === undefined) throw new Error(`${name} got no ${template}`);
    return found.mail;
  };
  return {
    letter,
    templatesOf: async (name: string) => (await lettersTo(name)).map(({ template }) => template),
    says: async (name: string, template: string, words: string, options: Partial<ReplyOptions> = {}) =>
      house.comesIn(await replyTo(await letter(name, template), { words, ...options })),
  };
}

/** The moment of the outcome has passed. */
export const outcomeOf = (story: SeasonStory) => story.until(instantOf('2026-12-16T18:30:00.000Z'));

/** The words that a letter's text part says. */
export const textOf = async (mail: DeliveredMail): Promise<string> => (await opened(mail)).text;
