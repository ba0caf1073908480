import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { create, type Instant, remove, replace } from '@crewtide/domain';
import { createStore } from '@crewtide/store';
import { describe, expect, it } from 'vitest';
import { found } from './storeCommits.ts';
import { appointment, type Fixture, freshCongregation, NOON, page, plus } from './storeFixture.ts';

export function agenda(freshFixture: () => Promise<Fixture>): void {
  const minute = (n: number): Instant => plus(NOON, n * 60_000);

  describe('the agenda', () => {
    it('finds what is due before a time, earliest first, of every congregation', async () => {
      const { store } = await freshFixture();
      const [one, other] = [freshCongregation(), freshCongregation()];
      await store.of(one).commit([create(appointment('ask#1', minute(3))), create(page('p#1', minute(1)))]);
      await store.of(other).commit([create(appointment('ask#2', minute(2)))]);
      expect(await store.due(minute(3), 10)).toEqual([
        { congregation: one, kind: 'letter-page', id: 'p#1', due: minute(1) },
        { congregation: other, kind: 'appointment', id: 'ask#2', due: minute(2) },
      ]);
      expect(await store.due(plus(minute(3), 1), 2)).toHaveLength(2);
      expect(await store.due(plus(minute(3), 1), 3)).toHaveLength(3);
    });

    it('passes over what only another version of us knows', async () => {
      const { store, client, table } = await freshFixture();
      const id = freshCongregation();
      await store.of(id).commit([create(page('a', minute(1)))]);
      const keys = { pk: { S: id }, sk: { S: 'reminder#x' }, apk: { S: 'd#0' }, ask: { S: minute(1) } };
      await client.send(new PutItemCommand({ TableName: table, Item: { ...keys, version: { N: '1' } } }));
      expect(await store.due(minute(2), 10)).toMatchObject([{ id: 'a' }]);
    });

    it('says when the next comes due', async () => {
      const { store } = await freshFixture();
      expect(await store.nextDue(NOON)).toBeUndefined();
      await store
        .of(freshCongregation())
        .commit([create(page('a', minute(1))), create(page('b', minute(2)))]);
      expect(await store.nextDue(NOON)).toBe(minute(1));
      expect(await store.nextDue(minute(1))).toBe(minute(2));
      expect(await store.nextDue(minute(2))).toBeUndefined();
    });

    it('follows a record whose due time moves, and forgets it when it is removed', async () => {
      const { store } = await freshFixture();
      const here = store.of(freshCongregation());
      await here.commit([create(page('a', minute(1)))]);
      await here.commit([replace(await found(here.get('letter-page', 'a')), page('a', minute(9)))]);
      expect(await store.due(minute(5), 10)).toEqual([]);
      expect(await store.due(minute(10), 10)).toHaveLength(1);
      await here.commit([remove(await found(here.get('letter-page', 'a')))]);
      expect(await store.due(minute(10), 10)).toEqual([]);
    });

    it('loses none of many that are due at the same time', async () => {
      const { store, faults } = await freshFixture();
      const here = store.of(freshCongregation());
      const ids = Array.from({ length: 90 }, (_, n) => `p${n}`);
      await here.commit(ids.map((id) => create(page(id, minute(1)))));
      expect((await store.due(minute(2), 1000)).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(await store.due(minute(2), 7)).toHaveLength(7);
      faults.shortPages(5);
      expect((await store.due(minute(2), 1000)).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(await store.due(minute(2), 7)).toHaveLength(7);
    });

    it('is read over old and new shards while their number changes', async () => {
      const { client, table, clock } = await freshFixture();
      const here = freshCongregation();
      const with_ = (shards: number, oldShards?: number) =>
        createStore({ client, table, clock, shards, oldShards });
      const ids = Array.from({ length: 40 }, (_, n) => `p${n}`);
      await with_(8)
        .of(here)
        .commit(ids.map((id) => create(page(id, minute(1)))));
      expect((await with_(2).due(minute(2), 100)).length).toBeLessThan(40);
      const changing = with_(2, 8);
      expect(await changing.due(minute(2), 100)).toHaveLength(40);
      for (const read of await changing.of(here).getMany('letter-page', ids))
        await changing.of(here).commit([replace(read, page(read.id, minute(1), 'worker'))]);
      expect(await with_(2).due(minute(2), 100)).toHaveLength(40);
    });

    it('may name what is claimed already; the claim under its version then fails', async () => {
      const { store, faults } = await freshFixture();
      const here = store.of(freshCongregation());
      await here.commit([create(page('a', minute(1)))]);
      const seen = await found(here.get('letter-page', 'a'));
      expect(await store.due(minute(2), 10)).toHaveLength(1);
      faults.freezeIndex();
      expect(await here.commit([replace(seen, page('a', minute(7), 'one'))])).toBe('committed');
      expect(await store.due(minute(2), 10)).toMatchObject([{ id: 'a', due: minute(1) }]);
      expect(await here.commit([replace(seen, page('a', minute(7), 'other'))])).toBe('conflict');
      expect(await found(here.get('letter-page', 'a'))).toMatchObject({ claimedBy: 'one', due: minute(7) });
      faults.thawIndex();
      expect(await store.due(minute(2), 10)).toEqual([]);
    });
  });
}
