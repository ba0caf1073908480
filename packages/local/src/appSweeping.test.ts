import type { Log } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSweeping } from './appSweeping.ts';

const EVERY = 60_000;

let logged: string[];
let log: Log;

beforeEach(() => {
  vi.useFakeTimers();
  logged = [];
  const note = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  log = { info: note, warn: note, error: note };
});

afterEach(() => {
  vi.useRealTimers();
});

describe('sweeping', () => {
  it('begins at once, goes on at its interval, and ends', async () => {
    const sweeping = startSweeping({
      what: 'expired',
      sweep: async () => ({ records: 2 }),
      everyMilliseconds: EVERY,
      log,
    });
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(logged).toEqual(Array(2).fill('{"event":"swept","what":"expired","records":2}'));
    await sweeping.close();
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(logged).toHaveLength(2);
  });

  it('is waited for when it is closed', async () => {
    const swept = Promise.withResolvers<{ records: number }>();
    const sweeping = startSweeping({
      what: 'expired',
      sweep: () => swept.promise,
      everyMilliseconds: EVERY,
      log,
    });
    const closed = sweeping.close().then(() => logged.length);
    swept.resolve({ records: 0 });
    expect(await closed).toBe(1);
  });

  it('tries again after a failure, of which the log holds no word', async () => {
    let isDown = true;
    const sweep = async () => {
      if (isDown) throw new Error('dear diary');
      return { records: 1 };
    };
    const sweeping = startSweeping({ what: 'expired', sweep, everyMilliseconds: EVERY, log });
    await vi.advanceTimersByTimeAsync(0);
    isDown = false;
    await vi.advanceTimersByTimeAsync(EVERY);
    await sweeping.close();
    expect(logged[0]).toContain('"event":"sweep failed","what":"expired","fault":"Error"');
    expect(logged[0]).not.toContain('diary');
    expect(logged[1]).toBe('{"event":"swept","what":"expired","records":1}');
  });
});
