import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  create,
  derivedId,
  expectUnchanged,
  type FrozenLetter,
  letterId,
  remove,
  replace,
  type Stored,
  type TableRecord,
} from '@crewtide/domain';
import { StoreFault, TransactionTooLarge } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import {
  answered,
  appointment,
  audit,
  behindFreshWall,
  congregation,
  type Fixture,
  freshCongregation,
  host,
  member,
  NOON,
  plus,
} from './storeFixture.ts';

export function commits(fixture: () => Fixture): void {
  describe('commit', () => {
    it('creates a record once; a second time is a conflict that changes nothing', async () => {
      const here = behindFreshWall(fixture().store);
      expect(await here.commit([create(audit('a', 'first'))])).toBe('committed');
      expect(await here.commit([create(audit('a', 'second'))])).toBe('conflict');
      expect(await here.get('audit', 'a')).toMatchObject(audit('a', 'first'));
    });

    it('replaces under the version that was read, and only once', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(audit('a'))]);
      const read = await found(here.get('audit', 'a'));
      expect(await here.commit([replace(read, audit('a', 'claimed'))])).toBe('committed');
      expect(await here.commit([replace(read, audit('a', 'claimed too'))])).toBe('conflict');
      const now = await found(here.get('audit', 'a'));
      expect(now.did).toBe('claimed');
      expect(now.version).toBeGreaterThan(read.version);
    });

    it('removes under the version that was read', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(audit('a'))]);
      const first = await found(here.get('audit', 'a'));
      await here.commit([replace(first, audit('a', 'changed'))]);
      expect(await here.commit([remove(first)])).toBe('conflict');
      expect(await here.commit([remove(await found(here.get('audit', 'a')))])).toBe('committed');
      expect(await here.get('audit', 'a')).toBeUndefined();
      expect(await here.commit([remove(first)])).toBe('conflict');
    });

    it('gives a record that was removed and created again other versions than before', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(audit('a'))]);
      const former = await found(here.get('audit', 'a'));
      await here.commit([remove(former)]);
      await here.commit([create(audit('a', 'again'))]);
      expect(await here.commit([replace(former, audit('a', 'stale'))])).toBe('conflict');
    });

    it('expects a record unchanged without changing it', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(audit('a'))]);
      const read = await found(here.get('audit', 'a'));
      expect(await here.commit([expectUnchanged(read)])).toBe('committed');
      expect(await here.commit([expectUnchanged(read), create(audit('b'))])).toBe('committed');
      expect(await here.get('audit', 'a')).toEqual(read);
      await here.commit([replace(read, audit('a', 'changed'))]);
      expect(await here.commit([expectUnchanged(read), create(audit('c'))])).toBe('conflict');
      expect(await here.get('audit', 'c')).toBeUndefined();
    });

    it('lets exactly one of ten claims at once through', async () => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(audit('a'))]);
      const read = await found(here.get('audit', 'a'));
      const claims = Array.from({ length: 10 }, (_, by) => here.commit([replace(read, audit('a', `${by}`))]));
      const answers = await Promise.all(claims);
      expect(answers.filter((answer) => answer === 'committed')).toHaveLength(1);
    });

    it('has nothing to do for no changes', async () => {
      expect(await behindFreshWall(fixture().store).commit([])).toBe('committed');
    });

    it('takes 100 records whole, and none of 100 when one condition fails', async () => {
      const here = behindFreshWall(fixture().store);
      const hundred = (prefix: string) => Array.from({ length: 100 }, (_, n) => audit(`${prefix}${n}`));
      expect(await here.commit(hundred('a').map(create))).toBe('committed');
      expect((await here.list('audit', { prefix: 'a', limit: 200 })).items).toHaveLength(100);
      expect(await here.commit([...hundred('b').slice(1), audit('a7')].map(create))).toBe('conflict');
      expect((await here.list('audit', { prefix: 'b', limit: 200 })).items).toEqual([]);
    });

    it('refuses 101 records, 4 MB and one record of 400 KB before anything is tried', async () => {
      const here = behindFreshWall(fixture().store);
      const tooMany = Array.from({ length: 101 }, (_, n) => create(audit(`a${n}`)));
      const tooLarge = Array.from({ length: 11 }, (_, n) => create(audit(`a${n}`, 'x'.repeat(390_000))));
      const oneTooLarge = [create(audit('a0', 'x'.repeat(409_601)))];
      for (const changes of [tooMany, tooLarge, oneTooLarge])
        await expect(here.commit(changes)).rejects.toBeInstanceOf(TransactionTooLarge);
      expect((await here.list('audit', { limit: 200 })).items).toEqual([]);
    });

    it('takes what just fits: ten records of almost 400 KB', async () => {
      const here = behindFreshWall(fixture().store);
      const large = Array.from({ length: 10 }, (_, n) => audit(`a${n}`, 'é'.repeat(199_500)));
      expect(await here.commit(large.map(create))).toBe('committed');
      expect((await here.list('audit', { limit: 20 })).items.map(({ did }) => did)).toEqual(
        large.map(({ did }) => did),
      );
    });

    it('refuses to name one record twice', async () => {
      const here = behindFreshWall(fixture().store);
      const fault = await faultOf(here.commit([create(audit('a', 'one')), create(audit('a', 'two'))]));
      expect(fault).toMatchObject({ message: 'one commit names audit a twice', retryable: false });
      expect(await here.get('audit', 'a')).toBeUndefined();
    });

    it('creates where an expired record still lies, which its former reader can not replace', async () => {
      const { store, clock } = fixture();
      const here = behindFreshWall(store);
      await here.commit([create(answered('k', plus(clock.now(), 1000), 'old'))]);
      const old = await found(here.get('answered-request', 'k'));
      clock.advance(1000);
      expect(await here.commit([create(answered('k', plus(clock.now(), 1000), 'new'))])).toBe('committed');
      expect(await here.commit([replace(old, answered('k', plus(clock.now(), 9000), 'stale'))])).toBe(
        'conflict',
      );
      expect(await found(here.get('answered-request', 'k'))).toMatchObject({ created: 'new' });
    });
  });

  describe('the wall between congregations', () => {
    it('keeps records of the same name apart', async () => {
      const { store } = fixture();
      const [one, other] = [freshCongregation(), freshCongregation()];
      await store.of(one).commit([create(congregation(one, 'Willow'))]);
      expect(await store.of(other).get('congregation', 'self')).toBeUndefined();
      expect(await store.of(other).getMany('congregation', ['self'])).toEqual([]);
      expect((await store.of(other).list('congregation', { limit: 5 })).items).toEqual([]);
      await store.of(other).commit([create(congregation(other, 'Alder'))]);
      expect(await found(store.of(one).get('congregation', 'self'))).toMatchObject({ name: 'Willow' });
    });
  });

  describe('host keys', () => {
    it('are found by their hash alone, created with their congregation or not at all', async () => {
      const { store } = fixture();
      const id = freshCongregation();
      const key = { hash: 'a'.repeat(64), congregation: id, host };
      const change = { change: 'create-host-key', key } as const;
      expect(await store.hostKey(key.hash)).toBeUndefined();
      expect(await store.of(id).commit([create(congregation(id, 'Willow'))], [change])).toBe('committed');
      expect(await store.hostKey(key.hash)).toEqual(key);
      const second = freshCongregation();
      expect(await store.of(second).commit([create(congregation(second, 'Alder'))], [change])).toBe(
        'conflict',
      );
      expect(await store.of(second).get('congregation', 'self')).toBeUndefined();
      expect(await store.of(second).commit([], [change])).toBe('conflict');
    });
  });

  describe('what a record may hold', () => {
    const holds = async (record: TableRecord) => {
      const here = behindFreshWall(fixture().store);
      await here.commit([create(record)]);
      const { version: _, ...kept } = await found(here.get(record.kind, record.id));
      return kept;
    };

    it.each([
      ['nothing', ''],
      ['emoji beyond the basic plane', '👩‍👩‍👧 ça va? 🌊'],
      ['line ends and nulls', 'a\r\nb\u0000c\u2028'],
      ['very much', 'wörd '.repeat(60_000)],
    ])('text: %s', async (_, text) => {
      expect(await holds(audit('a', text))).toEqual(audit('a', text));
    });

    it('half a surrogate pair', async () => {
      expect(await holds(audit('a', 'cut \ud83d'))).toEqual(audit('a', 'cut \ud83d'));
    });

    it.each([0, 1, 100_000])('%i bytes', async (length) => {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
      const id = letterId.parse(derivedId('letter'));
      const record: FrozenLetter = {
        kind: 'frozen-letter',
        id,
        carrier: 'smtp',
        bytes,
        expiresAt: plus(NOON, 86_400_000),
      };
      const here = behindFreshWall(fixture().store);
      await here.commit([create(record)]);
      const kept = await found(here.get('frozen-letter', id));
      expect(Buffer.compare(kept.bytes, bytes)).toBe(0);
    });

    it('unions, lists, absent members and brands', async () => {
      for (const record of [member('Ana'), appointment('ask#x', NOON)])
        expect(await holds(record)).toEqual(record);
    });

    it('nothing that is not a record of its kind: the fault names it and none of its content', async () => {
      const { store, client, table } = fixture();
      const id = freshCongregation();
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: id },
            sk: { S: 'member#x' },
            version: { N: '1' },
            record: { S: JSON.stringify({ kind: 'member', name: ['Ana'] }) },
          },
        }),
      );
      const fault = await faultOf(store.of(id).get('member', 'x'));
      expect(fault.retryable).toBe(false);
      expect(fault.message).toMatch(/^member x does not parse: .*name invalid_type/);
      expect(fault.message).not.toContain('Ana');
      await expect(store.of(id).list('member', { limit: 5 })).rejects.toBeInstanceOf(StoreFault);
    });
  });
}

export async function found<T extends TableRecord>(read: Promise<Stored<T> | undefined>): Promise<Stored<T>> {
  const record = await read;
  if (record === undefined) throw new Error('the record is not there');
  return record;
}

export async function faultOf(refused: Promise<unknown>): Promise<StoreFault> {
  const error = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StoreFault) return error;
  throw new Error('no StoreFault');
}
