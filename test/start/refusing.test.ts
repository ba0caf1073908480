import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeWorkplace, settingsFor, type Workplace } from './crewtide.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Nothing listens there, and nobody may without a privilege. */
const NOBODY = 1;
const CARRIER = `smtp://127.0.0.1:${NOBODY}`;

let place: Workplace;

beforeEach(async () => {
  place = await makeWorkplace();
});

afterEach(() => place.clear());

async function takenPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: String(address.port), free: () => server.close() };
}

describe('npm start refuses', () => {
  it('to run without its settings, and names each', async () => {
    const crewtide = place.start({});
    expect(await crewtide.ended).toBe(2);
    expect(crewtide.output()).toBe(
      [
        "Crewtide can't start:",
        '  OPERATOR_KEY is not set',
        '  SIGNING_KEYS is not set',
        '  MAIL_DOMAIN is not set',
        '  PUBLIC_URL is not set',
        '  SMTP_URL is not set: letters need a carrier, for example smtps://user:password@mail.example.org, or RESEND_API_KEY',
        '',
      ].join('\n'),
    );
  });

  it('a data directory that another start holds, and names the holder', async () => {
    const first = place.start(settingsFor(place.dataDir, CARRIER));
    await first.up();
    const second = place.start(settingsFor(place.dataDir, CARRIER));
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe(
      `Crewtide can't start: the data directory ${place.dataDir} is in use by process ${first.pid}: stop that first, or name another directory\n`,
    );
    expect(await place.engines()).toHaveLength(1);
  });

  it.each([
    ['PORT', "Crewtide can't start: the API can't listen on port "],
    ['SMTP_PORT', "Crewtide can't start: incoming mail can't listen on port "],
  ])('a port that is taken, and says which: %s', async (name, wanted) => {
    const { port, free } = await takenPort();
    const crewtide = place.start({ ...settingsFor(place.dataDir, CARRIER), [name]: port });
    expect(await crewtide.ended).toBe(1);
    free();
    const problem = `${wanted}${port} of 127.0.0.1: something else listens there\n`;
    expect(crewtide.output().split('\n').at(-2)).toBe(problem.trim());
    expect(crewtide.output()).not.toContain('    at ');
    expect(await place.engines()).toEqual([]);
  });

  it('a DYNAMODB_ENDPOINT where nothing answers, and says so', async () => {
    const crewtide = place.start({
      ...settingsFor(place.dataDir, CARRIER),
      DYNAMODB_ENDPOINT: `http://127.0.0.1:${NOBODY}`,
    });
    expect(await crewtide.ended).toBe(1);
    expect(crewtide.output()).toBe(
      "Crewtide can't start: the store at DYNAMODB_ENDPOINT can't be used for the table crewtide (DescribeTable: Error ECONNREFUSED)\n",
    );
  });

  it('a DYNAMODB_ENDPOINT where something else answers, and says so', async () => {
    const other = place.start(settingsFor(place.dataDir, CARRIER));
    const { api } = await other.up();
    const crewtide = place.start({
      ...settingsFor(`${place.dataDir}-2`, CARRIER),
      DYNAMODB_ENDPOINT: api,
    });
    expect(await crewtide.ended).toBe(1);
    expect(crewtide.output()).toMatch(
      /^Crewtide can't start: the store at DYNAMODB_ENDPOINT can't be used for the table crewtide \(DescribeTable: \w+\)\n$/,
    );
  });
});
