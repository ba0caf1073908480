import {
  type CongregationId,
  type CrewId,
  crewId,
  emailAddress,
  type ImportRow,
  letterIdOf,
  localDateTime,
  type MemberId,
  type PromptId,
  promptId,
  slotOfPrompt,
} from '@crewtide/domain';
import {
  type CongregationStore,
  createCongregation,
  createCrew,
  createPrompt,
  type HostRequest,
  importMembers,
  strike,
} from '@crewtide/flows';
import { addressOf, lisbon } from './builders.ts';
import type { TestHouse } from './house.ts';
import { bounceOf } from './houseReply.ts';
import type { DeliveredMail } from './memoryCarrier.ts';

/** A congregation with two hosts, Hanna and Hugo, in Lisbon. */
export interface TestCongregation {
  readonly id: CongregationId;
  readonly store: CongregationStore;
  readonly host: HostRequest;
  /** Imports them and lets their welcomes leave. */
  add(...names: readonly string[]): Promise<void>;
  idOf(name: string): Promise<MemberId>;
  crew(...names: readonly string[]): Promise<CrewId>;
  /** Asked now, with a digest on Wednesday at nine unless told otherwise; not yet carried out. */
  prompt(
    crew: CrewId,
    options?: { question?: string; promptAt?: string; digestAt?: string },
  ): Promise<PromptId>;
  /** The newest letter that somebody got. */
  newest(name: string): DeliveredMail;
}

export async function congregationIn(house: TestHouse, name = 'Willow circle'): Promise<TestCongregation> {
  const created = await createCongregation(house.deps, {
    name,
    zone: lisbon,
    hosts: ['Hanna', 'Hugo'].map((host) => ({ name: host, email: addressOf(host) })),
    idempotency: undefined,
  });
  if (created.outcome !== 'created') throw new Error(created.outcome);
  const [hanna] = created.hosts;
  if (hanna === undefined) throw new Error('a congregation has hosts');
  const store = house.deps.store.of(created.id);
  const host: HostRequest = { host: hanna.member, idempotency: undefined };

  const idOf = async (who: string) => {
    const owner = await store.get('address', addressOf(who));
    if (owner === undefined) throw new Error(`${who} is no member`);
    return owner.member;
  };

  return {
    id: created.id,
    store,
    host,
    idOf,
    async add(...names) {
      await importMembers(house.deps, store, host, rowsFor(names));
      await house.settle();
    },
    async crew(...names) {
      const members = await Promise.all(names.map(idOf));
      const crew = await createCrew(house.deps, store, host, { name: 'Tide pool', members, zone: undefined });
      if (crew.outcome !== 'created') throw new Error(crew.outcome);
      return crewId.parse(crew.id);
    },
    async prompt(
      crew,
      { question = 'What would help you most?', promptAt, digestAt = '2026-11-25T09:00' } = {},
    ) {
      const prompt = await createPrompt(house.deps, store, host, {
        crew,
        questions: [question],
        promptAt: promptAt === undefined ? undefined : localDateTime.parse(promptAt),
        digestAt: localDateTime.parse(digestAt),
      });
      if (prompt.outcome !== 'created') throw new Error(prompt.outcome);
      return promptId.parse(prompt.id);
    },
    newest(who) {
      const mail = house.mailOf(addressOf(who)).at(-1);
      if (mail === undefined) throw new Error(`${who} got no letter`);
      return mail;
    },
  };
}

/** Ana and Bo in a crew that was just asked something. */
export async function askedCrewIn(house: TestHouse, name?: string) {
  const willow = await congregationIn(house, name);
  await willow.add('Ana', 'Bo');
  const crew = await willow.crew('Ana', 'Bo');
  const prompt = await willow.prompt(crew);
  await house.settle();
  return { house, willow, crew, prompt };
}

/** A crew of Ana and Bo whose prompt is decided; its letters have not left. */
export async function decidedPromptIn(house: TestHouse) {
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const prompt = await willow.prompt(await willow.crew('Ana', 'Bo'));
  house.clock.pass({ milliseconds: 1 });
  await strike(house.deps, willow.id, `ask#${prompt}`);
  house.clock.pass({ milliseconds: 1 });
  return {
    house,
    willow,
    /** How the two letters stand, Ana's first. */
    states: async () => (await lettersOf(willow, prompt)).map(({ state }) => state.name),
    /** How many prompts each has got, Ana first. */
    delivered: () => ['Ana', 'Bo'].map((name) => house.mailOf(addressOf(name)).length - 1),
    prompt,
    pages: async () => (await willow.store.list('letter-page', { limit: 100 })).items,
    /** The report of a mail system that Ana's letter is undeliverable, delivered or not. */
    async bounceToAna() {
      const [letter] = await lettersOf(willow, prompt);
      const claim = { scope: 'bounce', congregation: willow.id, expires: '2027-01-01' } as const;
      return bounceOf(
        `bounce+${house.deps.tokens.sign({ ...claim, subject: letter?.id ?? '' })}@crew.example`,
      );
    },
  };
}

async function lettersOf({ store, idOf }: TestCongregation, prompt: PromptId) {
  const members = await Promise.all(['Ana', 'Bo'].map(idOf));
  return store.getMany(
    'letter',
    members.map((member) => letterIdOf(slotOfPrompt(prompt), member)),
  );
}

export const rowsFor = (names: readonly string[]): readonly ImportRow[] =>
  names.map((name, at) => ({ row: at + 1, name, email: emailAddress.parse(addressOf(name)) }));
