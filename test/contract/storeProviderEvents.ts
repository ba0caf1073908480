import { eventOf, type Instant, type ProviderEvent, receivedEvent, settled } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { faultOf } from './storeCommits.ts';
import { type Fixture, freshCongregation, NOON, page, plus } from './storeFixture.ts';

export function providerEvents(freshFixture: () => Promise<Fixture>): void {
  const told = (id: string, change: Partial<ProviderEvent> = {}): ProviderEvent => ({
    ...eventOf(id, { name: 'other', type: 'opened', payload: `${id} 🌊 "\\` }, NOON),
    ...change,
  });
  const minute = (n: number): Instant => plus(NOON, n * 60_000);

  describe('what a provider told', () => {
    it('is recorded once, and stays as it was first told', async () => {
      const { providerEvents } = (await freshFixture()).store;
      expect(await providerEvents.get('msg_1')).toBeUndefined();
      expect(await providerEvents.record(told('msg_1'))).toBe('recorded');
      expect(await providerEvents.record(told('msg_1', { tries: 7 }))).toBe('known');
      const { version: _, ...kept } = (await providerEvents.get('msg_1')) ?? {};
      expect(kept).toEqual(told('msg_1'));
    });

    it('of one name at once, ten times, is recorded by one alone', async () => {
      const { providerEvents } = (await freshFixture()).store;
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => providerEvents.record(told('msg_1'))),
      );
      expect(answers.filter((answer) => answer === 'recorded')).toHaveLength(1);
    });

    it('is in the agenda beside what congregations have there, until it is settled', async () => {
      const { store } = await freshFixture();
      const { providerEvents } = store;
      const here = freshCongregation();
      await store.of(here).commit([{ change: 'create', record: page('p', minute(2)) }]);
      await providerEvents.record({ ...receivedEvent('a#b', NOON), due: minute(1) });
      expect(await store.due(minute(3), 10)).toEqual([
        { kind: 'provider-event', id: 'received#a#b', due: minute(1) },
        { kind: 'letter-page', congregation: here, id: 'p', due: minute(2) },
      ]);
      const first = await found(providerEvents.get('received#a#b'));
      expect(await providerEvents.replace({ ...first, due: minute(5), tries: 1 })).toBe('committed');
      expect(await store.due(minute(3), 10)).toMatchObject([{ kind: 'letter-page' }]);
      const second = await found(providerEvents.get('received#a#b'));
      expect(second).toMatchObject({ due: minute(5), tries: 1 });
      expect(await providerEvents.replace(settled(second))).toBe('committed');
      expect(await store.due(minute(9), 10)).toMatchObject([{ kind: 'letter-page' }]);
      expect(await providerEvents.get('received#a#b')).not.toHaveProperty('due');
      expect(await providerEvents.record(receivedEvent('a#b', NOON))).toBe('known');
    });

    it('is replaced under the version that was read, and only once', async () => {
      const { providerEvents } = (await freshFixture()).store;
      await providerEvents.record(told('msg_1'));
      const read = await found(providerEvents.get('msg_1'));
      expect(await providerEvents.replace(settled(read))).toBe('committed');
      expect(await providerEvents.replace({ ...read, tries: 9 })).toBe('conflict');
      const { version: _, ...kept } = await found(providerEvents.get('msg_1'));
      expect(kept).toEqual(settled(told('msg_1')));
    });

    it('is forgotten when it expires, and can be told anew', async () => {
      const { store, clock } = await freshFixture();
      const { providerEvents } = store;
      await providerEvents.record(told('msg_1', { expiresAt: minute(1) }));
      const old = await found(providerEvents.get('msg_1'));
      clock.advance(60_000);
      expect(await providerEvents.get('msg_1')).toBeUndefined();
      expect(await providerEvents.known(['msg_1'])).toEqual(new Set());
      expect(await providerEvents.record(told('msg_1'))).toBe('recorded');
      expect(await providerEvents.replace({ ...old, tries: 9 })).toBe('conflict');
    });

    it('is known by name, of as many as are asked for', async () => {
      const { providerEvents } = (await freshFixture()).store;
      await providerEvents.record(told('a'));
      await providerEvents.record(settled(told('b')));
      const many = Array.from({ length: 250 }, (_, n) => `other-${n}`);
      expect(await providerEvents.known(['b', ...many, 'a', 'a'])).toEqual(new Set(['a', 'b']));
      expect(await providerEvents.known([])).toEqual(new Set());
    });

    it('holds a large payload whole', async () => {
      const { providerEvents } = (await freshFixture()).store;
      const payload = '"é'.repeat(50_000);
      await providerEvents.record(told('large', { happening: { name: 'other', type: 'opened', payload } }));
      expect((await found(providerEvents.get('large'))).happening).toMatchObject({ payload });
    });

    it('when the answer is lost, is there; told again it is known', async () => {
      const { store, faults } = await freshFixture();
      faults.next({ fault: 'reset-after' });
      expect(await store.providerEvents.record(told('msg_1'))).toBe('known');
      expect(await store.providerEvents.get('msg_1')).toBeDefined();
    });

    it('when the store is out of reach, is a fault that may be retried', async () => {
      const { store, faults } = await freshFixture();
      const reset = { fault: 'reset-before' } as const;
      faults.next(reset, reset, reset);
      expect(await faultOf(store.providerEvents.record(told('msg_1')))).toMatchObject({ retryable: true });
      expect(await store.providerEvents.get('msg_1')).toBeUndefined();
    });
  });

  describe('how far a provider’s list was looked through', () => {
    it('is nowhere at first, and then where it was last put', async () => {
      const { providerEvents } = (await freshFixture()).store;
      expect(await providerEvents.sweptUntil()).toBeUndefined();
      await providerEvents.setSweptUntil(minute(1));
      await providerEvents.setSweptUntil(minute(2));
      expect(await providerEvents.sweptUntil()).toBe(minute(2));
    });
  });
}

async function found<T>(read: Promise<T | undefined>): Promise<T> {
  const event = await read;
  if (event === undefined) throw new Error('the event is not there');
  return event;
}
