import { create, replace } from '@crewtide/domain';
import { TransactionTooLarge } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import { type Fault, PRIVATE } from '../support/faults.ts';
import { faultOf, found } from './storeCommits.ts';
import { audit, behindFreshWall, type Fixture } from './storeFixture.ts';

const three = (fault: Fault): readonly Fault[] => [fault, fault, fault];
const throttled: Fault = { fault: 'refused', name: 'ThrottlingException', status: 400 };

export function faults(fixture: () => Fixture): void {
  describe('when DynamoDB is busy', () => {
    it('a transaction that met another one is a fault that may be retried; nothing is written', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      const changes = [create(audit('a')), create(audit('b'))];
      faults.next({ fault: 'cancelled', reasons: ['None', 'TransactionConflict'] });
      const fault = await faultOf(here.commit(changes));
      expect(fault).toMatchObject({
        retryable: true,
        message: 'commit: TransactionCanceledException (TransactionConflict)',
      });
      expect(await here.get('audit', 'a')).toBeUndefined();
      expect(await here.commit(changes)).toBe('committed');
    });

    it('a failed condition beside it is a conflict all the same', async () => {
      const { store, faults } = fixture();
      faults.next({ fault: 'cancelled', reasons: ['ConditionalCheckFailed', 'TransactionConflict'] });
      const changes = [create(audit('a')), create(audit('b'))];
      expect(await behindFreshWall(store).commit(changes)).toBe('conflict');
    });

    it('a cancellation for another reason can not be retried', async () => {
      const { store, faults } = fixture();
      faults.next({ fault: 'cancelled', reasons: ['ValidationError', 'None'] });
      const fault = await faultOf(behindFreshWall(store).commit([create(audit('a')), create(audit('b'))]));
      expect(fault.retryable).toBe(false);
    });

    it.each([
      'TransactionConflictException',
      'InternalServerError',
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
    ])('%s on every attempt is a fault that may be retried', async (name) => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      const retriedBySdk = name !== 'TransactionConflictException';
      const fault: Fault = { fault: 'refused', name, status: name === 'InternalServerError' ? 500 : 400 };
      faults.next(...(retriedBySdk ? three(fault) : [fault]));
      expect(await faultOf(here.commit([create(audit('a'))]))).toMatchObject({
        retryable: true,
        message: `commit: ${name}`,
      });
      expect(await here.get('audit', 'a')).toBeUndefined();
    });

    it('throttled once, a write and a read go through', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      faults.next(throttled);
      expect(await here.commit([create(audit('a'))])).toBe('committed');
      faults.next(throttled);
      expect(await here.get('audit', 'a')).toBeDefined();
    });

    it('keys that a batch left unprocessed are asked for again', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      await here.commit([create(audit('a')), create(audit('b'))]);
      faults.next({ fault: 'unprocessed' });
      expect(await here.getMany('audit', ['b', 'a'])).toMatchObject([{ id: 'b' }, { id: 'a' }]);
      faults.next(...Array.from({ length: 6 }, (): Fault => ({ fault: 'unprocessed' })));
      expect(await faultOf(here.getMany('audit', ['b', 'a']))).toMatchObject({ retryable: true });
    });

    it('what can not be helped by waiting is not called retryable', async () => {
      const { store, faults } = fixture();
      faults.next({ fault: 'refused', name: 'AccessDeniedException', status: 400 });
      expect(await faultOf(behindFreshWall(store).get('audit', 'a'))).toMatchObject({ retryable: false });
    });
  });

  describe('when the connection breaks', () => {
    it('before the request arrived, the write is simply made', async () => {
      const { store, faults } = fixture();
      faults.next({ fault: 'reset-before' });
      expect(await behindFreshWall(store).commit([create(audit('a'))])).toBe('committed');
    });

    it('after a single write, its retry meets itself: a conflict, and the work is found done', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      faults.next({ fault: 'reset-after' });
      expect(await here.commit([create(audit('a'))])).toBe('conflict');
      const read = await found(here.get('audit', 'a'));
      faults.next({ fault: 'reset-after' });
      expect(await here.commit([replace(read, audit('a', 'changed'))])).toBe('conflict');
      expect(await found(here.get('audit', 'a'))).toMatchObject({ did: 'changed' });
    });

    it('after a transaction, its retry is known by its token', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      faults.next({ fault: 'reset-after' });
      expect(await here.commit([create(audit('a')), create(audit('b'))])).toBe('committed');
      expect(await here.getMany('audit', ['a', 'b'])).toHaveLength(2);
    });

    it('on every attempt, the outcome is unknown; repeating the call tells', async () => {
      const { store, faults } = fixture();
      const here = behindFreshWall(store);
      faults.next(...three({ fault: 'reset-after' }));
      expect(await faultOf(here.commit([create(audit('a')), create(audit('b'))]))).toMatchObject({
        retryable: true,
        message: 'commit: Error ECONNRESET',
      });
      expect(await here.commit([create(audit('a')), create(audit('b'))])).toBe('conflict');
    });
  });

  it('no fault carries a message or a cause of DynamoDB, which can hold what people wrote', async () => {
    const { store, faults } = fixture();
    const here = behindFreshWall(store);
    const changes = [create(audit('a', PRIVATE)), create(audit('b'))];
    const met: readonly (readonly Fault[])[] = [
      [{ fault: 'cancelled', reasons: ['TransactionConflict'] }],
      [{ fault: 'refused', name: 'ValidationException', status: 400 }],
      three({ fault: 'reset-before' }),
    ];
    for (const each of met) {
      faults.next(...each);
      const fault = await faultOf(here.commit(changes));
      expect(fault.cause).toBeUndefined();
      expect(fault.message).not.toContain(PRIVATE);
    }
    const large = here.commit([create(audit('a', PRIVATE.repeat(20_000)))]);
    await expect(large).rejects.toBeInstanceOf(TransactionTooLarge);
    await expect(large).rejects.not.toThrow(PRIVATE);
  });
}
