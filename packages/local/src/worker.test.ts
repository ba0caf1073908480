import { congregationId, instantFromMilliseconds } from '@crewtide/domain';
import { type AgendaEntry, type Deps, StoreFault } from '@crewtide/flows';
import { afterEach, describe, expect, it } from 'vitest';
import { startWorker, type Worker } from './worker.ts';

/** Nothing but a wake begins a round in these tests. */
const NEVER = 1_000_000_000;

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close();
});

const never = (): never => {
  throw new Error('nothing of this is due');
};

/** A house in memory, with an agenda and a letter box that a test fills; everything else is out of reach. */
function house(parts: {
  readonly due?: () => Promise<readonly AgendaEntry[]>;
  readonly undecided?: () => Promise<readonly string[]>;
}) {
  const logged: string[] = [];
  const note = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const deps: Deps = {
    store: {
      of: never,
      due: parts.due ?? (async () => []),
      nextDue: async () => undefined,
      hostKey: async () => undefined,
      providerEvents: {
        record: never,
        get: never,
        known: never,
        replace: never,
        sweptUntil: never,
        setSweptUntil: never,
      },
    },
    rawMail: {
      put: never,
      get: async () => undefined,
      undecided: parts.undecided ?? (async () => []),
      decided: async () => {},
      sweep: async () => 0,
    },
    read: never,
    authenticate: never,
    readAnswers: never,
    readChange: never,
    developPicture: never,
    render: never,
    carrier: { name: 'none', freeze: never, deliver: never },
    tokens: { sign: never, read: never },
    clock: { now: () => instantFromMilliseconds(0) },
    ids: { fresh: never },
    log: { info: note, warn: note, error: note },
    mail: { domain: 'crew.example', publicUrl: 'https://crew.example' },
    hostKeySecret: Buffer.alloc(32),
    worker: 'worker',
    wake: () => {},
  };
  const worker = startWorker({ deps, everyMilliseconds: NEVER });
  workers.push(worker);
  return { worker, logged };
}

describe('the worker', () => {
  it.each([
    ['mail', 'wakeMail', 'undecided'],
    ['the agenda', 'wake', 'due'],
  ] as const)('looks after %s alone when it is woken for it', async (_, wake, asked) => {
    const looks = { undecided: 0, due: 0 };
    const again = Promise.withResolvers<void>();
    const look = (what: keyof typeof looks) => async () => {
      looks[what] += 1;
      if (looks[asked] === before[asked] + 1) again.resolve();
      return [];
    };
    const before = { undecided: 2, due: 2 };
    const { worker } = house({ undecided: look('undecided'), due: look('due') });
    await worker.idle();
    expect(looks).toEqual(before);
    worker[wake]();
    await again.promise;
    expect(looks).toEqual({ ...before, [asked]: 3 });
  });

  it('takes up mail while the agenda is slow', async () => {
    const agenda = Promise.withResolvers<readonly AgendaEntry[]>();
    const looked = Promise.withResolvers<void>();
    const { worker } = house({
      due: () => agenda.promise,
      undecided: async () => {
        looked.resolve();
        return [];
      },
    });
    await looked.promise;
    agenda.resolve([]);
    await worker.idle();
  });

  it('logs a round that failed by what failed, and goes on at the next wake', async () => {
    let isDown = true;
    const { worker, logged } = house({
      due: async () => {
        if (isDown) throw new StoreFault('due: Error ECONNREFUSED', true);
        return [];
      },
      undecided: async () => {
        if (isDown) throw new TypeError('dear diary');
        return [];
      },
    });
    isDown = false;
    await worker.idle();
    expect(logged.join('\n')).toContain(
      '{"event":"round failed","work":"agenda","fault":"StoreFault","message":"due: Error ECONNREFUSED"}',
    );
    expect(logged.join('\n')).toContain('{"event":"round failed","work":"mail","fault":"TypeError"');
    expect(logged.join('\n')).not.toContain('diary');
  });

  it('rests although mail that it is told of is not there', async () => {
    const { worker } = house({ undecided: async () => ['a message that somebody deleted'] });
    await worker.idle();
  });

  it('tries an entry that fails once a round and not again and again', async () => {
    let looked = 0;
    const entry: AgendaEntry = {
      congregation: congregationId.parse('a'.repeat(10)),
      kind: 'appointment',
      id: 'ask#1',
      due: instantFromMilliseconds(0),
    };
    const { worker, logged } = house({
      due: async () => {
        looked += 1;
        return [entry];
      },
    });
    await worker.idle();
    expect(logged).toHaveLength(looked);
    expect(logged[0]).toContain('due work failed');
  });
});
