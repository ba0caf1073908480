import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Crewtide, makeWorkplace, settingsFor, type Workplace } from './crewtide.ts';
import { openCongregation } from './host.ts';
import { startSlowCarrier } from './slowCarrier.ts';

vi.setConfig({ testTimeout: 60_000 });

const CARRIER = 'smtp://127.0.0.1:1';

/** More letters than a slow carrier takes in the seconds that the end may last. */
const MANY = 60;

let place: Workplace;
let settings: ReturnType<typeof settingsFor>;

beforeEach(async () => {
  place = await makeWorkplace();
  settings = settingsFor(place.dataDir, CARRIER);
});

afterEach(() => place.clear());

/** A connection on which something was said, and heard. */
async function connected(port: number, says: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(says);
  await once(socket, 'data');
  return socket;
}

async function isWell(crewtide: Crewtide): Promise<boolean> {
  const { api } = await crewtide.up();
  return (await fetch(`${api}/health`)).ok;
}

describe('npm start ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('at %s with 0, and its store with it', async (signal) => {
    const crewtide = place.start(settings);
    await crewtide.up();
    crewtide.signal(signal);
    expect(await crewtide.ended).toBe(0);
    expect(crewtide.output()).toContain('"msg":"stopping"');
    expect(await place.engines()).toEqual([]);
  });

  it('within seconds, whoever is connected and says no more', async () => {
    const crewtide = place.start(settings);
    const { api, smtpPort } = await crewtide.up();
    const mail = await connected(smtpPort, '');
    const request = await connected(
      Number(new URL(api).port),
      `POST /congregations HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${settings.OPERATOR_KEY}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n',
    );
    const cut = Promise.all([mail, request].map((socket) => once(socket.resume(), 'close')));
    crewtide.signal('SIGTERM');
    expect(await crewtide.ended).toBe(0);
    await cut;
  });

  it('within seconds while a slow carrier takes its letters, and keeps those that have not left', async () => {
    const carrier = await startSlowCarrier(300);
    const crewtide = place.start({ ...settings, SMTP_URL: carrier.url });
    const host = await openCongregation(crewtide, settings.OPERATOR_KEY);
    await host.addMembers(Array.from({ length: MANY }, (_, at) => `Member${at}`));
    await carrier.first;
    crewtide.signal('SIGTERM');
    expect(await crewtide.ended).toBe(0);
    const left = carrier.taken();
    const states = await host.letterStates(place.start(settings));
    expect(states.filter((state) => state === 'sent')).toHaveLength(left);
    expect(states.filter((state) => state === 'planned')).toHaveLength(MANY - left);
    expect(left).toBeLessThan(MANY);
    carrier.close();
  });

  it('once, when it is asked twice', async () => {
    const crewtide = place.start(settings);
    await crewtide.up();
    crewtide.signal('SIGINT');
    await crewtide.said('stopping');
    crewtide.signal('SIGTERM');
    expect(await crewtide.ended).toBe(0);
    expect(crewtide.output().match(/"stopping"/g)).toHaveLength(1);
  });

  it('when npm is asked to end', async () => {
    const npm = place.start(settings, { through: 'npm' });
    await npm.up();
    npm.signal('SIGTERM');
    expect(await npm.ended).toBe(0);
    expect(npm.output()).toContain('"msg":"stopping"');
    expect(await place.engines()).toEqual([]);
  });

  it('at SIGTERM while it is starting, and leaves no store behind', async () => {
    const killed = place.start(settings);
    await killed.up();
    killed.signal('SIGKILL');
    await killed.ended;
    const crewtide = place.start(settings);
    await crewtide.said('engine.found-again');
    crewtide.signal('SIGTERM');
    expect(await crewtide.ended).toBe(0);
    expect(await place.engines()).toEqual([]);
  });

  it('with 1 and a line when its store is killed, and starts again', async () => {
    const crewtide = place.start(settings);
    await crewtide.up();
    for (const engine of await place.engines()) process.kill(engine, 'SIGKILL');
    const line = await crewtide.said('crewtide ends: the embedded store is gone');
    expect(line).toMatchObject({ level: 50, message: 'the embedded store ended by itself (SIGKILL)' });
    expect(await crewtide.ended).toBe(1);
    expect(await isWell(place.start(settings))).toBe(true);
  });

  it('with 1 at a fault that nobody handled, and says what and where but not its words', async () => {
    const fault = join(place.folder, 'fault.mjs');
    await writeFile(fault, "process.on('SIGUSR2', () => Promise.reject(new RangeError('dear diary')));");
    const crewtide = place.start({ ...settings, NODE_OPTIONS: `--import=${pathToFileURL(fault).href}` });
    await crewtide.up();
    crewtide.signal('SIGUSR2');
    expect(await crewtide.ended).toBe(1);
    const line = await crewtide.said('crewtide ends: a fault that nobody handled');
    expect(line).toMatchObject({ fault: 'RangeError', at: expect.stringMatching(/^at /) });
    expect(crewtide.output()).not.toContain('diary');
  });
});

describe('npm start, killed', () => {
  it('starts again on the same directory and finds its store', async () => {
    const first = place.start(settings);
    await first.up();
    const engines = await place.engines();
    first.signal('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const second = place.start(settings);
    expect(await isWell(second)).toBe(true);
    expect(second.output()).toContain('"msg":"engine.found-again"');
    expect(await place.engines()).toEqual(engines);
    second.signal('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(await place.engines()).toEqual([]);
  });
});
