import { createWebhook, type WebhookDeps } from '@crewtide/api';
import { type AgendaEntry, StoreFault } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { houses } from '../support/house.ts';
import { memoryProvider, SIGNED } from '../support/memoryProvider.ts';
import { apiHouses, congregationOver, membersOver, pageIn } from './apiHouse.ts';

const openHouse = houses();
const EVENT = JSON.stringify({ id: 'msg_1', happening: { name: 'received', mail: 'mail-1' } });

async function webhook(change: (deps: WebhookDeps) => WebhookDeps = (deps) => deps) {
  const house = await openHouse();
  const woken: AgendaEntry[] = [];
  const wake = (due: readonly AgendaEntry[]) => void woken.push(...due);
  const app = createWebhook(change({ ...house.deps, wake, read: memoryProvider().read }));
  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = SIGNED,
  ) => {
    const response = await app.request('/webhooks/resend', { method: 'POST', body, headers });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.json(),
    };
  };
  return { house, app, post, woken, events: house.deps.store.providerEvents };
}

describe('what a provider posts', () => {
  test('is durable before it hears 200, and is hinted at; again it is known', async () => {
    const { house, post, events, woken } = await webhook();
    expect(await post(EVENT)).toMatchObject({ status: 200, body: {} });
    expect(await events.get('msg_1')).toMatchObject({
      happening: { mail: 'mail-1' },
      toldAt: house.clock.now(),
    });
    const hint = { kind: 'provider-event', id: 'msg_1', due: house.clock.now() };
    expect(woken).toEqual([hint]);
    house.clock.pass({ hours: 5 });
    expect(await post(EVENT)).toMatchObject({ status: 200 });
    expect((await events.get('msg_1'))?.due).toBe(hint.due);
    expect(woken).toHaveLength(1);
  });

  test('is refused where it is not signed, or not over these bytes', async () => {
    const read: WebhookDeps['read'] = (body) =>
      body === EVENT ? { found: 'malformed' } : { found: 'forged' };
    const { post, events } = await webhook((deps) => ({ ...deps, read }));
    const problem = { status: 401, type: 'application/problem+json', body: { type: '/docs#not-signed' } };
    expect(await post('{}')).toMatchObject(problem);
    expect(await post(Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from(EVENT)]))).toMatchObject(problem);
    expect(await post(Buffer.from([...Buffer.from(EVENT), 0xff]))).toMatchObject(problem);
    expect(await post(EVENT)).toMatchObject({ status: 400, body: { type: '/docs#malformed-body' } });
    expect(await events.get('msg_1')).toBeUndefined();
  });

  test('may have 256 KB, however its length is said', async () => {
    const { app, post } = await webhook();
    expect(await post(' '.repeat(256 * 1024 - EVENT.length) + EVENT)).toMatchObject({ status: 200 });
    expect(await post(' '.repeat(256 * 1024) + EVENT)).toMatchObject({ status: 413 });
    const body = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 300; n += 1) controller.enqueue(new Uint8Array(1024));
        controller.close();
      },
    });
    const stream = new Request('http://localhost/webhooks/resend', {
      method: 'POST',
      body,
      headers: SIGNED,
      duplex: 'half',
    });
    expect((await app.request(stream)).status).toBe(413);
  });

  test('is not confirmed while the store is out of reach', async () => {
    const record = async () => {
      throw new StoreFault('record: timeout', true);
    };
    const { post } = await webhook((deps) => ({
      ...deps,
      store: { ...deps.store, providerEvents: { ...deps.store.providerEvents, record } },
    }));
    expect(await post(EVENT)).toMatchObject({ status: 503, body: { type: '/docs#unavailable' } });
  });

  test('leaves nothing of itself in the log', async () => {
    const { house, post } = await webhook();
    const payload = 'from ana at example.org';
    await post(JSON.stringify({ id: 'msg_1', happening: { name: 'other', type: 'opened', payload } }));
    await post(payload);
    await post(payload, {});
    expect(house.logged.filter((line) => line.includes('request'))).toHaveLength(3);
    expect(house.logged.join()).not.toContain('example');
  });

  test('elsewhere, or asked for, is not there', async () => {
    const { app } = await webhook();
    for (const [method, path] of [
      ['GET', '/webhooks/resend'],
      ['POST', '/webhooks'],
      ['POST', '/congregations'],
    ] as const) {
      const response = await app.request(path, { method });
      expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
  });
});

describe('a host', () => {
  const openApi = apiHouses();

  test('sees when a letter was delivered, and of one that was called spam a bounce', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const [ana, bo] = await membersOver(api, willow, 'Ana', 'Bo');
    const list = async (query = '') =>
      pageIn(await api.get(`${willow.path}/letters${query}`, willow.key)).items;
    const welcomeOf = async (member?: string) =>
      welcome.parse((await list()).find(({ to }) => to === member));
    const app = createWebhook({ ...api.house.deps, read: memoryProvider().read });
    const tells = async (name: string, letter: string) => {
      const happening = { name, congregation: willow.id, letter, messageId: 'theirs@provider.example' };
      const body = JSON.stringify({ id: `${name} ${letter}`, happening });
      await app.request('/webhooks/resend', { method: 'POST', body, headers: SIGNED });
      await api.house.settle();
    };
    await tells('delivered', (await welcomeOf(ana)).id);
    await tells('delivered', (await welcomeOf(bo)).id);
    await tells('complained', (await welcomeOf(bo)).id);
    const at = expect.any(String);
    expect((await welcomeOf(ana)).state).toEqual({ name: 'sent', at, deliveredAt: at });
    expect((await welcomeOf(bo)).state).toEqual({ name: 'bounced', at, status: '5.0.0' });
    const { id } = await welcomeOf(bo);
    expect((await list('?state=bounced')).map((letter) => letter.id)).toEqual([id]);
    expect((await api.get(`${willow.path}/letters?state=complained`, willow.key)).status).toBe(422);
    expect((await api.get(`${willow.path}/letters/${id}`, willow.key)).text).not.toMatch(/complain|theirs/);
  });
});

const welcome = z.object({ id: z.string(), state: z.looseObject({}) });
