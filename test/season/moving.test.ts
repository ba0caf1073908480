import { type CongregationId, congregationId, derivedId } from '@crewtide/domain';
import { type Deps, exportCongregation, importCongregation, type Store } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { crewIn, playUntil } from '../support/houseSeason.ts';
import { killedAt } from '../support/houseStore.ts';

const openHouse = houses();

const people = { Ana: 'Europe/Lisbon', Bo: 'Europe/Berlin', Cleo: 'America/New_York' } as const;

/** A crew whose first prompt was asked and answered once; and a letter of Bo's from an address that nobody knows. */
async function halfWay() {
  const house = await openHouse();
  const willow = await congregationIn(house);
  const season = { first: '2026-12-01', meetings: 5 };
  await crewIn(house, willow, { people, zone: 'Europe/Lisbon', season });
  await playUntil(house, '2026-11-29T22:00:00.000Z');
  const prompt = willow.newest('Ana');
  await house.comesIn(await replyTo(prompt, { words: 'The coast.' }));
  const stranger = await replyTo(willow.newest('Bo'), { words: 'The garden.', from: 'bo@work.example' });
  expect(await house.comesIn(stranger)).toBe('held: unknown-sender');
  return { house, willow, prompt };
}

async function written(deps: Deps, congregation: CongregationId): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of exportCongregation(deps, congregation)) lines.push(line);
  return lines;
}

async function* read(lines: readonly string[]) {
  yield* lines;
}

const movedTo = (deps: Deps, lines: readonly string[]) => importCongregation(deps, read(lines));

/** Another house of the same operator: it has the same signing keys, and the same hour. */
async function anotherHouse(of: TestHouse): Promise<TestHouse> {
  const house = await openHouse();
  house.clock.goTo(of.clock.now());
  const deps: Deps = { ...house.deps, tokens: of.deps.tokens, hostKeySecret: of.deps.hostKeySecret };
  const settle = () => house.settle(deps);
  return {
    ...house,
    deps,
    settle,
    async settleAt(at) {
      house.clock.goTo(at);
      return settle();
    },
    async comesIn({ bytes, envelope }) {
      const raw = await deps.rawMail.put(envelope, bytes, house.clock.now());
      await settle();
      return raw;
    },
  };
}

/** What each line is of, and a hash of it: short enough to read when two differ. */
const withoutHeading = ([, ...lines]: readonly string[]): readonly string[] =>
  lines.map((line) => `${/"kind":"[^"]+","id":"[^"]+"/.exec(line)?.[0]} ${derivedId('line', line)}`);

describe('a congregation that moves', () => {
  test('goes on in the other house, with its letters, late answers, held mail and hosts’ keys', async () => {
    const { house, willow, prompt } = await halfWay();
    const lines = await written(house.deps, willow.id);
    const there = await anotherHouse(house);
    expect(await movedTo(there.deps, lines)).toEqual({
      congregation: willow.id,
      records: lines.length - 3,
      rawMail: 1,
    });
    expect(withoutHeading(await written(there.deps, willow.id))).toEqual(withoutHeading(lines));

    await there.comesIn(await replyTo(prompt, { words: 'And the hills.' }));
    const left = await playUntil(there, '2026-12-01T21:00:00.000Z');
    const digest = left.find(({ mail }) => mail.to === addressOf('Bo'));
    if (digest === undefined) throw new Error('Bo got no digest');
    const { text } = await opened(digest.mail);
    expect(text).toContain('The coast.');
    expect(text).toContain('And the hills.');
    const { items } = await there.deps.store.of(willow.id).list('held-mail', { limit: 10 });
    expect(await there.deps.rawMail.get(items[0]?.raw ?? '')).toMatchObject({
      envelope: { from: 'bo@work.example' },
    });
  });

  test('arrives once and whole, however often its arrival is killed', async () => {
    const { house, willow } = await halfWay();
    const lines = await written(house.deps, willow.id);
    const commits = await commitsOf(house, lines);
    expect(commits).toBeGreaterThan(8);
    for (let nth = 1; nth <= commits; nth += 1) {
      const there = await anotherHouse(house);
      const dying: Store = killedAt(there.deps.store, nth, nth % 2 === 0 ? 'before' : 'after');
      await expect(movedTo({ ...there.deps, store: dying }, lines)).rejects.toThrow('killed');
      const isThere =
        (await there.deps.store.of(willow.id).get('arrival', 'self')) === undefined && nth === commits;
      if (isThere) await expect(movedTo(there.deps, lines)).rejects.toThrow('is here already');
      else await movedTo(there.deps, lines);
      expect(withoutHeading(await written(there.deps, willow.id))).toEqual(withoutHeading(lines));
    }
  });

  test('brings nothing back that the house has worked off when its arrival is repeated', async () => {
    const { house, willow } = await halfWay();
    const lines = await written(house.deps, willow.id);
    const there = await anotherHouse(house);
    const dying = killedAt(there.deps.store, await commitsOf(house, lines), 'before');
    await expect(movedTo({ ...there.deps, store: dying }, lines)).rejects.toThrow('killed');
    const left = await playUntil(there, '2026-12-01T21:00:00.000Z');
    await movedTo(there.deps, lines);
    expect(await there.settle()).toBe(0);
    expect(there.carrier.mailboxes).toHaveLength(left.length);
  });
});

/** How many commits a whole arrival takes. */
async function commitsOf(house: TestHouse, lines: readonly string[]): Promise<number> {
  const there = await anotherHouse(house);
  let commits = 0;
  const store: Store = {
    ...there.deps.store,
    of: (congregation) => {
      const records = there.deps.store.of(congregation);
      const commit: typeof records.commit = (...what) => {
        commits += 1;
        return records.commit(...what);
      };
      return { ...records, commit };
    },
  };
  await movedTo({ ...there.deps, store }, lines);
  return commits;
}

describe('a move is refused, and says why', () => {
  const nobody = congregationId.parse('aaaaaaaaaa');

  test('where the congregation is not', async () => {
    const house = await openHouse();
    await expect(written(house.deps, nobody)).rejects.toThrow(`there is no congregation ${nobody} here`);
  });

  test('under other signing keys, on either side', async () => {
    const { house, willow } = await halfWay();
    const other = await openHouse();
    const lines = await written(house.deps, willow.id);
    await expect(movedTo(other.deps, lines)).rejects.toThrow('other SIGNING_KEYS');
    const { hostKeySecret } = other.deps;
    await expect(written({ ...house.deps, hostKeySecret }, willow.id)).rejects.toThrow(
      'SIGNING_KEYS of this house',
    );
  });

  test('where it is already, or another writing of it is half there', async () => {
    const { house, willow } = await halfWay();
    const lines = await written(house.deps, willow.id);
    await expect(movedTo(house.deps, lines)).rejects.toThrow('is here already');
    const there = await anotherHouse(house);
    const dying = killedAt(there.deps.store, 3, 'before');
    await expect(movedTo({ ...there.deps, store: dying }, lines)).rejects.toThrow('killed');
    house.clock.pass({ minutes: 1 });
    const later = await written(house.deps, willow.id);
    await expect(movedTo(there.deps, later)).rejects.toThrow('is half here');
  });

  test('of anything that is not exactly what was written, and nothing of it comes alive', async () => {
    const { house, willow } = await halfWay();
    const lines = await written(house.deps, willow.id);
    const [heading = '', rawMail = '', first = '', ...rest] = lines;
    const self = lines.findIndex((line) => line.includes('"kind":"congregation"'));
    const letterToken = house.deps.tokens.sign({
      scope: 'reply',
      congregation: willow.id,
      subject: derivedId('moving', willow.id),
      expires: '2100-01-01',
    });
    const broken: readonly (readonly [readonly string[], string])[] = [
      [[], 'the heading is missing'],
      [[first, heading], 'the heading is missing'],
      [[heading, 'not json'], "line 2 can't be read (not JSON)"],
      [
        [heading, '{"line":"record","of":{"record":{"kind":"wish"}}}'],
        "line 2 can't be read (of.record.kind)",
      ],
      [
        [heading, '{"line":"record","of":{"record":{"kind":"crew","id":1}}}'],
        "line 2 can't be read (of.record.id",
      ],
      [
        [heading, rawMail.replace(/"id":"..../, '"id":"0000'), first, ...rest],
        'not the one that its name says',
      ],
      [
        [
          heading.replace(`"congregation":"${willow.id}","host"`, `"congregation":"${nobody}","host"`),
          rawMail,
        ],
        'another',
      ],
      [[heading.replace(/"seal":"[^"]+"/, `"seal":"${letterToken}"`), rawMail], 'other SIGNING_KEYS'],
      [
        lines.map((text) =>
          text.replace(`"id":"self","congregation":"${willow.id}"`, `"id":"self","congregation":"${nobody}"`),
        ),
        'another',
      ],
      [lines.slice(0, -1), 'the end is missing'],
      [[heading, first, ...rest], 'the end is missing'],
      [[heading, rawMail, heading], "line 3 doesn't belong there"],
      [[...lines, first], `line ${lines.length + 1} doesn't belong there`],
      [[...lines.slice(0, self), ...lines.slice(self + 1)].map(oneLess), 'no congregation record'],
    ];
    for (const [line, why] of broken) {
      const there = await anotherHouse(house);
      await expect(movedTo(there.deps, line), why).rejects.toThrow(why);
      expect(await there.deps.store.of(willow.id).get('congregation', 'self')).toBeUndefined();
      expect(await there.deps.store.nextDue(house.clock.now())).toBeUndefined();
    }
  });
});

const oneLess = (line: string): string =>
  line.startsWith('{"line":"end"')
    ? line.replace(/"records":(\d+)/, (_, count: string) => `"records":${Number(count) - 1}`)
    : line;
