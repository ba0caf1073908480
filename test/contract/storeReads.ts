import { create } from '@crewtide/domain';
import type { CongregationStore } from '@crewtide/flows';
import { sweepExpired } from '@crewtide/store';
import { describe, expect, it } from 'vitest';
import { answered, audit, behindFreshWall, type Fixture, host, NOON, plus } from './storeFixture.ts';

export function reads(fixture: () => Fixture, freshFixture: () => Promise<Fixture>): void {
  describe('reading', () => {
    it('gives nothing for a name that is not there or that no record can have', async () => {
      const here = behindFreshWall(fixture().store);
      for (const id of ['absent', '', '#', 'x'.repeat(2000)]) {
        expect(await here.get('audit', id)).toBeUndefined();
        expect(await here.getMany('audit', [id])).toEqual([]);
        expect(await here.list('audit', { prefix: 'a', after: id, limit: 5 })).toEqual({
          items: [],
          next: undefined,
        });
      }
    });

    it('gets many in the order of their names, more than a batch holds, without the absent', async () => {
      const here = behindFreshWall(fixture().store);
      const ids = Array.from({ length: 150 }, (_, n) => `r${String((n * 37) % 150).padStart(3, '0')}`);
      await here.commit(ids.slice(0, 75).map((id) => create(audit(id))));
      await here.commit(ids.slice(75).map((id) => create(audit(id))));
      const read = await here.getMany('audit', ['absent', ...ids, 'r007']);
      expect(read.map(({ id }) => id)).toEqual([...ids, 'r007']);
      expect(await here.getMany('audit', [])).toEqual([]);
    });

    it('lists one kind in the order of its ids, page after page', async () => {
      const here = behindFreshWall(fixture().store);
      const ids = ['a', 'a#1', 'a#2', 'b', 'ä', '🌊'];
      await here.commit([...ids.toReversed().map((id) => create(audit(id))), create(notice('a#9'))]);
      expect(await everyPage(here, { limit: 2 })).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
      expect(await everyPage(here, { limit: 6 })).toEqual([ids]);
      expect(await everyPage(here, { limit: 4, newestFirst: true })).toEqual([
        ids.toReversed().slice(0, 4),
        ids.toReversed().slice(4),
      ]);
    });

    it('lists what begins with a prefix', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit(['a#1', 'a#2', 'a#3', 'aa#1', 'b#1'].map((id) => create(audit(id))));
      expect(await everyPage(here, { prefix: 'a#', limit: 2 })).toEqual([['a#1', 'a#2'], ['a#3']]);
      expect(await everyPage(here, { prefix: 'a#', limit: 2, newestFirst: true })).toEqual([
        ['a#3', 'a#2'],
        ['a#1'],
      ]);
      expect(await here.list('audit', { prefix: 'c', limit: 2 })).toEqual({ items: [], next: undefined });
    });

    it('goes on where a page ended although that record is gone, and ends behind the last', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit(['a', 'c'].map((id) => create(audit(id))));
      expect((await here.list('audit', { after: 'b', limit: 2 })).items).toMatchObject([{ id: 'c' }]);
      expect((await here.list('audit', { after: 'c', limit: 2 })).items).toEqual([]);
      expect((await here.list('audit', { prefix: 'a', after: 'b', limit: 2 })).items).toEqual([]);
    });

    it('follows pages of a megabyte', async () => {
      const here = behindFreshWall(fixture().store);
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      await here.commit(ids.map((id) => create(audit(id, 'x'.repeat(390_000)))));
      expect(await everyPage(here, { limit: 5 })).toEqual([ids.slice(0, 5), ['f']]);
    });
  });

  describe('what has expired', () => {
    it('is not read any more, and a page is filled from behind it', async () => {
      const { store, clock } = fixture();
      const here = behindFreshWall(store);
      const soon = plus(clock.now(), 1000);
      const late = plus(soon, 3_600_000);
      await here.commit(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) => create(answered(id, at < 4 ? soon : late))),
      );
      expect((await here.getMany('answered-request', ['a', 'e'])).map(({ id }) => id)).toEqual(['a', 'e']);
      clock.advance(1000);
      expect(await here.get('answered-request', 'a')).toBeUndefined();
      expect((await here.getMany('answered-request', ['a', 'e'])).map(({ id }) => id)).toEqual(['e']);
      const first = await here.list('answered-request', { limit: 1 });
      expect(first).toMatchObject({ items: [{ id: 'e' }], next: 'e' });
      const second = await here.list('answered-request', { limit: 1, after: 'e' });
      expect(second).toMatchObject({ items: [{ id: 'f' }], next: undefined });
    });

    it('is swept away, and nothing else', async () => {
      const { store, clock, client, table } = await freshFixture();
      const settings = { client, table, clock, shards: 4 };
      const here = behindFreshWall(store);
      const soon = plus(clock.now(), 1000);
      const ids = Array.from({ length: 120 }, (_, n) => `s${n}`);
      await here.commit(ids.slice(0, 60).map((id) => create(answered(id, soon))));
      await here.commit(ids.slice(60).map((id) => create(answered(id, soon))));
      await here.commit([create(answered('kept', plus(soon, 3_600_000))), create(audit('kept'))]);
      clock.advance(2000);
      expect(await sweepExpired(settings)).toBe(120);
      expect(await sweepExpired(settings)).toBe(0);
      expect(await here.get('answered-request', 'kept')).toBeDefined();
      expect(await here.get('audit', 'kept')).toBeDefined();
    });
  });
}

const notice = (id: string) =>
  ({
    kind: 'host-notice',
    id,
    about: { name: 'undeliverable', member: host, letter: '' },
    expiresAt: plus(NOON, 3_600_000_000),
  }) as const;

async function everyPage(
  here: CongregationStore,
  options: { prefix?: string; limit: number; newestFirst?: boolean },
): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const read = await here.list('audit', { ...options, ...(next !== undefined && { after: next }) });
    pages.push(read.items.map(({ id }) => id));
    next = read.next;
  }
  return pages;
}
