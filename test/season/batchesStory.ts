import {
  create,
  type Instant,
  type Letter,
  type LetterContent,
  type LetterPage,
  type Member,
  pagesOf,
  type Stored,
  seasonId,
  write,
} from '@crewtide/domain';
import { type CongregationStore, type Deps, sendPage } from '@crewtide/flows';
import { addressOf, memberNamed } from '../support/builders.ts';
import type { TestHouse } from '../support/house.ts';
import { congregationIn, type TestCongregation } from '../support/houseCongregation.ts';

/** A page of the outbox with a letter to each of some members, none of which has left. */
export interface BatchesStory {
  readonly house: TestHouse;
  readonly willow: TestCongregation;
  readonly letters: readonly Letter[];
  readonly names: readonly string[];
  /** Absent once it is finished. */
  page(): Promise<Stored<LetterPage> | undefined>;
  /** One turn of a worker. */
  send(deps?: Deps): Promise<string>;
  /** Goes to the hour when the page is due, and sends it; again and again until it is finished. */
  sendAll(deps?: Deps): Promise<number>;
  dueAt(): Promise<Instant | undefined>;
  /** How each letter stands, in their order. */
  states(): Promise<readonly Letter['state'][]>;
  /** How many letters each has got, in their order. */
  delivered(): readonly number[];
  leaves(...names: readonly string[]): Promise<void>;
}

const note: LetterContent & { template: 'note' } = {
  template: 'note',
  crew: 'Tide pool',
  about: 'Tuesday',
  from: 'Bo',
  words: 'See you there.',
  readers: [],
  depth: 1,
};

const keepsake: LetterContent & { template: 'keepsake' } = {
  template: 'keepsake',
  season: seasonId.parse('aaaaaaaaaaaaaaaa'),
  crew: 'Tide pool',
  from: '2026-12-01',
  to: '2026-12-29',
  parts: [],
};

export async function batchesIn(
  house: TestHouse,
  names: readonly string[],
  { withPage = [] }: { readonly withPage?: readonly string[] } = {},
): Promise<BatchesStory> {
  const willow = await congregationIn(house);
  const { store } = willow;
  await house.settle();
  const members = names.map((name) => memberNamed(name));
  const at = house.clock.now();
  const letters = members.map(({ id, name }) =>
    write({ slot: `to ${name}`, to: id, at, content: withPage.includes(name) ? keepsake : note }),
  );
  const pages = pagesOf(letters, at);
  await store.commit(members.map(create));
  await store.commit([...letters, ...pages].map(create));
  const page = async () => store.get('letter-page', pages[0]?.id ?? '');
  const dueAt = async () => (await page())?.due;
  const send = async (deps = house.deps) => {
    house.clock.pass({ milliseconds: 1 });
    return (await sendPage(deps, willow.id, pages[0]?.id ?? '')).outcome;
  };
  return {
    house,
    willow,
    letters,
    names,
    page,
    dueAt,
    send,
    async sendAll(deps) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const due = await dueAt();
        if (due === undefined) return turn;
        if (due > house.clock.now()) house.clock.goTo(due);
        await send(deps);
      }
      throw new Error('the page is never finished');
    },
    async states() {
      const marked = await store.getMany(
        'letter',
        letters.map(({ id }) => id),
      );
      return marked.map(({ state }) => state);
    },
    delivered: () => names.map((name) => house.mailOf(addressOf(name)).length),
    leaves: async (...who) => {
      for (const name of who)
        await changed(store, name, { standing: { name: 'left', at: house.clock.now(), by: 'stop' } });
    },
  };
}

const TURNS = 60;

async function changed(store: CongregationStore, name: string, change: Partial<Member>): Promise<void> {
  const member = await store.get('member', memberNamed(name).id);
  if (member === undefined) throw new Error('she is no member');
  const outcome = await store.commit([{ change: 'replace', record: { ...member, ...change } }]);
  if (outcome !== 'committed') throw new Error(outcome);
}
