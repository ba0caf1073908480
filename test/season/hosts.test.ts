import { crewId, localDateTime, memberId } from '@crewtide/domain';
import {
  type Created,
  createCongregation,
  createCrew,
  createPrompt,
  hashOfKey,
  importMembers,
  TransactionTooLarge,
} from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, lisbon } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn, rowsFor } from '../support/houseCongregation.ts';
import { killedAt } from '../support/houseStore.ts';

const openHouse = houses();
const key = (name: string, fingerprint = 'f') => ({ key: name, fingerprint });
const many = (count: number) => Array.from({ length: count }, (_, n) => `Ana${n}`);

async function founded() {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo', 'Cleo');
  return { house, willow };
}

describe('a congregation', () => {
  const request = (idempotency: ReturnType<typeof key> | undefined) => ({
    name: 'Willow circle',
    zone: lisbon,
    hosts: [
      { name: 'Hanna', email: addressOf('Hanna') },
      { name: 'Hugo', email: addressOf('Hugo'), zone: lisbon },
    ],
    idempotency,
  });

  test('is founded once under a key, and the repetition is answered with the same keys of hosts', async () => {
    const { deps, clock } = await openHouse();
    const first = await createCongregation(deps, request(key('k')));
    const again = await createCongregation(deps, request(key('k')));
    expect(again).toEqual({ ...first, outcome: 'repeated' });
    expect(await createCongregation(deps, request(key('k', 'another')))).toEqual({ outcome: 'key-reused' });
    const hosts = first.outcome === 'created' ? first.hosts : [];
    for (const host of hosts) {
      const found = await deps.store.hostKey(hashOfKey(host.key));
      expect(found).toMatchObject({ host: host.member });
    }
    clock.pass({ days: 20 });
    expect(await createCongregation(deps, request(key('k')))).toEqual({ ...first, outcome: 'repeated' });
    const without = await Promise.all([1, 2].map(() => createCongregation(deps, request(undefined))));
    expect(without.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  });
});

describe('a crew', () => {
  test('is made of members who take part, once under a key', async () => {
    const { house, willow } = await founded();
    const [ana, bo] = [await willow.idOf('Ana'), await willow.idOf('Bo')];
    const make = (members = [ana, bo], idempotency: ReturnType<typeof key> | undefined = undefined) =>
      createCrew(
        house.deps,
        willow.store,
        { ...willow.host, idempotency },
        { name: 'Tide pool', members, zone: lisbon },
      );
    const first = await make([ana, bo], key('k'));
    expect(first.outcome).toBe('created');
    expect(await make([ana, bo], key('k'))).toEqual({ ...first, outcome: 'repeated' });
    expect(await make([ana, bo], key('k', 'another'))).toEqual({ outcome: 'key-reused' });
    expect((await willow.store.list('crew', { limit: 10 })).items).toHaveLength(1);
    const nobody = memberId.parse('a'.repeat(16));
    expect(await make([ana, nobody])).toEqual({ outcome: 'unknown-members', members: [nobody] });
    const member = await willow.store.get('member', bo);
    if (member === undefined) throw new Error('Bo is a member');
    const left = { name: 'left', at: house.clock.now(), by: 'stop' } as const;
    await willow.store.commit([{ change: 'replace', record: { ...member, standing: left } }]);
    expect(await make()).toEqual({ outcome: 'not-taking-part', members: [bo] });
  });
});

describe('a prompt', () => {
  test('is planned once under a key, for a crew that is there, with a digest after it', async () => {
    const { house, willow } = await founded();
    const crew = await willow.crew('Ana', 'Bo');
    const plan = (
      change: { crew?: string; promptAt?: string; digestAt?: string } = {},
      idempotency = undefined as ReturnType<typeof key> | undefined,
    ) =>
      createPrompt(
        house.deps,
        willow.store,
        { ...willow.host, idempotency },
        {
          crew: crewId.parse(change.crew ?? crew),
          questions: ['What would help you most?'],
          promptAt: change.promptAt === undefined ? undefined : localDateTime.parse(change.promptAt),
          digestAt: localDateTime.parse(change.digestAt ?? '2026-11-25T09:00'),
        },
      );
    const first = await plan({}, key('k'));
    expect(await plan({}, key('k'))).toEqual({ ...first, outcome: 'repeated' });
    expect(await plan({}, key('k', 'another'))).toEqual({ outcome: 'key-reused' });
    expect(await plan({ crew: 'a'.repeat(16) })).toEqual({ outcome: 'no-such-crew' });
    expect(await plan({ digestAt: '2026-11-23T09:00' })).toEqual({ outcome: 'digest-has-passed' });
    expect(await plan({ promptAt: '2026-11-25T09:00' })).toEqual({ outcome: 'digest-before-prompt' });
    expect((await willow.store.list('prompt', { limit: 10 })).items).toHaveLength(1);
    const audit = (await willow.store.list('audit', { limit: 10 })).items;
    expect(audit.map(({ did }) => did).filter((did) => did === 'create-prompt')).toHaveLength(1);
  });
});

describe('an import', () => {
  const outcomesOf = async (
    store: Awaited<ReturnType<typeof founded>>['willow']['store'],
    created: Created,
  ) => {
    const report = 'id' in created ? (await store.get('import', created.id))?.report : undefined;
    return report?.map(({ outcome }) => outcome);
  };

  test('is done once under a key; the key’s repetition after a day is an import of its own', async () => {
    const { house, willow } = await founded();
    const run = (idempotency: ReturnType<typeof key>) =>
      importMembers(house.deps, willow.store, { ...willow.host, idempotency }, rowsFor(['Dov', 'Ana']));
    const first = await run(key('k'));
    expect(await outcomesOf(willow.store, first)).toEqual(['added', 'already-member']);
    expect(await run(key('k'))).toEqual({ ...first, outcome: 'repeated' });
    expect(await run(key('k', 'another'))).toEqual({ outcome: 'key-reused' });
    house.clock.pass({ days: 2 });
    const later = await run(key('k'));
    expect(await outcomesOf(willow.store, later)).toEqual(['already-member', 'already-member']);
  });

  test('that was killed in the middle is finished by the agenda', async () => {
    const { house, willow } = await founded();
    const rows = rowsFor(many(60));
    const killed = { ...house.deps, store: killedAt(house.deps.store, 3, 'before') };
    const store = killed.store.of(willow.id);
    await expect(importMembers(killed, store, willow.host, rows)).rejects.toThrow('killed');
    expect((await willow.store.list('member', { limit: 100 })).items).toHaveLength(5 + 25);
    house.clock.pass({ minutes: 1 });
    await house.settle();
    expect((await willow.store.list('member', { limit: 100 })).items).toHaveLength(5 + 60);
    expect(house.carrier.mailboxes).toHaveLength(3 + 60);
    expect((await willow.store.list('appointment', { limit: 10 })).items).toEqual([]);
  });

  test('that is repeated under its key after it was killed is finished by the repetition', async () => {
    const { house, willow } = await founded();
    const request = { ...willow.host, idempotency: key('k') };
    const killed = { ...house.deps, store: killedAt(house.deps.store, 2, 'before') };
    await expect(
      importMembers(killed, killed.store.of(willow.id), request, rowsFor(['Dov'])),
    ).rejects.toThrow('killed');
    const again = await importMembers(house.deps, willow.store, request, rowsFor(['Dov']));
    expect(again.outcome).toBe('repeated');
    expect(await outcomesOf(willow.store, again)).toEqual(['added']);
  });

  test('too large for one record is refused before it is tried', async () => {
    const { house, willow } = await founded();
    const rows = rowsFor(many(500)).map((row) => ({ ...row, name: 'x'.repeat(1000) }));
    await expect(importMembers(house.deps, willow.store, willow.host, rows)).rejects.toThrow(
      TransactionTooLarge,
    );
    expect((await willow.store.list('import', { limit: 10 })).items).toHaveLength(1);
  });
});

test('two imports of the same people at once add them once', async () => {
  const { house, willow } = await founded();
  const [one, other] = await Promise.all(
    [1, 2].map(() => importMembers(house.deps, willow.store, willow.host, rowsFor(['Dov', 'Eva']))),
  );
  const reports = await Promise.all(
    [one, other].map(
      async (each) => each && 'id' in each && (await willow.store.get('import', each.id))?.report,
    ),
  );
  const outcomes = reports.flatMap((report) => (report || []).map(({ outcome }) => outcome)).toSorted();
  expect(outcomes).toEqual(['added', 'added', 'already-member', 'already-member']);
  await house.settle();
  expect(house.mailOf(addressOf('Dov'))).toHaveLength(1);
});

test('two imports at once fill the congregation and no more', async () => {
  const { house, willow } = await founded();
  await importMembers(house.deps, willow.store, willow.host, rowsFor(many(180)));
  const guests = ['Dov', 'Eva'].map((name) => many(20).map((number) => `${name}-${number}`));
  await Promise.all(
    guests.map((names) => importMembers(house.deps, willow.store, willow.host, rowsFor(names))),
  );
  expect((await willow.store.list('member', { limit: 300 })).items).toHaveLength(199);
});
