import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Loop, startLoop } from './workerLoop.ts';

const EVERY = 60_000;

/** Rounds that a test ends one by one, with what they found. */
function rounds() {
  const under: PromiseWithResolvers<boolean>[] = [];
  const begun: (() => void)[] = [];
  let count = 0;
  return {
    round() {
      const turn = Promise.withResolvers<boolean>();
      under.push(turn);
      count += 1;
      begun.shift()?.();
      return turn.promise;
    },
    /** How many rounds have begun. */
    count: () => count,
    async found(work: boolean) {
      if (under.length === 0) await new Promise<void>((resolve) => begun.push(resolve));
      under.shift()?.resolve(work);
      await settled();
    },
    async failed(fault: Error) {
      if (under.length === 0) await new Promise<void>((resolve) => begun.push(resolve));
      under.shift()?.reject(fault);
      await settled();
    },
  };
}

/** Everything that follows without time passing has happened. */
const settled = () => vi.advanceTimersByTimeAsync(0);

async function isResolved(promise: Promise<void>): Promise<boolean> {
  let resolved = false;
  void promise.then(() => {
    resolved = true;
  });
  await settled();
  return resolved;
}

let turns: ReturnType<typeof rounds>;
let faults: unknown[];
let loop: Loop;

beforeEach(() => {
  vi.useFakeTimers();
  turns = rounds();
  faults = [];
  loop = startLoop({
    round: turns.round,
    everyMilliseconds: EVERY,
    onFault: (fault) => void faults.push(fault),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a loop', () => {
  it('begins with a round, and sleeps when that found nothing', async () => {
    expect(turns.count()).toBe(1);
    await turns.found(false);
    await vi.advanceTimersByTimeAsync(EVERY - 1);
    expect(turns.count()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(turns.count()).toBe(2);
  });

  it('begins the next round at once while there is work', async () => {
    await turns.found(true);
    expect(turns.count()).toBe(2);
  });

  it('is woken out of its sleep', async () => {
    await turns.found(false);
    loop.wake();
    await settled();
    expect(turns.count()).toBe(2);
  });

  it('does not lose a wake that comes during a round', async () => {
    loop.wake();
    await turns.found(false);
    expect(turns.count()).toBe(2);
    await turns.found(false);
    expect(turns.count()).toBe(2);
  });

  it('never has two rounds under way, however often it is woken', async () => {
    for (let wake = 0; wake < 5; wake += 1) loop.wake();
    await settled();
    expect(turns.count()).toBe(1);
  });

  it('hands a fault on, sleeps and goes on', async () => {
    const fault = new Error('no store');
    await turns.failed(fault);
    expect(faults).toEqual([fault]);
    expect(turns.count()).toBe(1);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(turns.count()).toBe(2);
  });
});

describe('an idle loop', () => {
  it('is told of after a round that began after the question and found nothing', async () => {
    const idle = loop.idle();
    await turns.found(false);
    expect(await isResolved(idle)).toBe(false);
    await turns.found(true);
    expect(await isResolved(idle)).toBe(false);
    await turns.found(false);
    expect(await isResolved(idle)).toBe(true);
  });

  it('is asked for without waiting for the end of a sleep', async () => {
    await turns.found(false);
    const idle = loop.idle();
    await turns.found(false);
    expect(await isResolved(idle)).toBe(true);
  });

  it('is not one whose round failed', async () => {
    await turns.found(false);
    const idle = loop.idle();
    await turns.failed(new Error('no store'));
    expect(await isResolved(idle)).toBe(false);
    await vi.advanceTimersByTimeAsync(EVERY);
    await turns.found(false);
    expect(await isResolved(idle)).toBe(true);
  });
});

describe('closing a loop', () => {
  it('waits for the round under way and begins no other', async () => {
    const closed = loop.close();
    expect(await isResolved(closed)).toBe(false);
    await turns.found(true);
    expect(await isResolved(closed)).toBe(true);
    loop.wake();
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(turns.count()).toBe(1);
  });

  it('does not wait for the end of a sleep', async () => {
    await turns.found(false);
    expect(await isResolved(loop.close())).toBe(true);
  });

  it('can be asked for twice', async () => {
    const first = loop.close();
    const second = loop.close();
    await turns.found(false);
    expect([await isResolved(first), await isResolved(second)]).toEqual([true, true]);
  });

  it('leaves nobody waiting for it to be idle', async () => {
    const before = loop.idle();
    const closed = loop.close();
    const after = loop.idle();
    await turns.found(true);
    await closed;
    expect([await isResolved(before), await isResolved(after)]).toEqual([true, true]);
  });
});
