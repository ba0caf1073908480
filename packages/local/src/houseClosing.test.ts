import { describe, expect, it } from 'vitest';
import { createClosing, openOrClose } from './houseClosing.ts';

describe('closing', () => {
  it('goes the reverse way, one by one', async () => {
    const closed: string[] = [];
    const closing = createClosing();
    for (const name of ['store', 'worker', 'door']) {
      closing.add(async () => {
        await Promise.resolve();
        closed.push(name);
      });
    }
    await closing.run();
    expect(closed).toEqual(['door', 'worker', 'store']);
  });

  it('happens once, and whoever asks again waits for it', async () => {
    const gate = Promise.withResolvers<void>();
    let closed = 0;
    const closing = createClosing();
    closing.add(async () => {
      await gate.promise;
      closed += 1;
    });
    const first = closing.run();
    const second = closing.run().then(() => closed);
    gate.resolve();
    await first;
    expect(await second).toBe(1);
    await closing.run();
    expect(closed).toBe(1);
  });

  it('goes on after a failure, and then tells the first', async () => {
    const closed: string[] = [];
    const closing = createClosing();
    closing.add(() => void closed.push('store'));
    closing.add(() => {
      throw new Error('second');
    });
    closing.add(async () => {
      throw new Error('first');
    });
    await expect(closing.run()).rejects.toThrow('first');
    expect(closed).toEqual(['store']);
  });
});

describe('opening step by step', () => {
  it('closes what was open when a later step fails, and tells that step', async () => {
    const closed: string[] = [];
    const opening = openOrClose(async (closing) => {
      closing.add(() => void closed.push('store'));
      closing.add(() => {
        throw new Error('the worker can not be closed');
      });
      throw new Error('the port is taken');
    });
    await expect(opening).rejects.toThrow('the port is taken');
    expect(closed).toEqual(['store']);
  });
});
