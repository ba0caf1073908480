import { once } from 'node:events';
import { request } from 'node:http';
import { serve } from '@hono/node-server';
import { describe, expect, it } from 'vitest';
import { type ApiHouse, apiHouses, congregationOver, OPERATOR_KEY, WILLOW } from './apiHouse.ts';

const openApi = apiHouses();
const JSON_TYPE = { 'content-type': 'application/json' };
const MEBIBYTE = 1024 * 1024;

const post = ({ call }: ApiHouse, raw: NonNullable<RequestInit['body']> | undefined, headers = {}) =>
  call('POST', '/congregations', { key: OPERATOR_KEY, headers, ...(raw === undefined ? {} : { raw }) });

describe('a body', () => {
  it.each([
    ['that ends too early', '{"name": "Willow'],
    ['of nothing', ''],
    ['with a word too many', '{} {}'],
    ['a hundred thousand brackets deep', '['.repeat(100_000)],
    ['of bytes that are no UTF-8', Buffer.from('{"name": "Jos\xe9"}', 'latin1')],
    ['in UTF-16', Buffer.from(JSON.stringify(WILLOW), 'utf16le')],
  ])('%s cannot be read', async (_, raw) => {
    const refused = await post(await openApi(), raw, JSON_TYPE);
    expect(refused).toMatchObject({ status: 400, body: { status: 400, detail: expect.any(String) } });
  });

  it.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e400'],
    ['a word', '"Willow"'],
    ['an object that means the prototype', '{"__proto__": {"name": "Willow"}}'],
    ['numbers for words', '{"name": 1, "zone": 2, "hosts": 3}'],
    ['a list for a host', '{"name": "W", "zone": "UTC", "hosts": [[], []]}'],
  ])('of the wrong shape is refused: %s', async (_, raw) => {
    const refused = await post(await openApi(), raw, JSON_TYPE);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([{ detail: expect.any(String), pointer: expect.any(String) }]) },
    });
  });

  it('with very many faults is answered with the first of them', async () => {
    const hosts = Array.from({ length: 20_000 }, () => ({}));
    const refused = await post(await openApi(), JSON.stringify({ ...WILLOW, hosts }), JSON_TYPE);
    expect(refused.status).toBe(422);
    expect(refused.text.length).toBeLessThan(10_000);
  });

  it.each([
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a CSV where JSON is taken', { 'content-type': 'text/csv' }],
    ['JSON in another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['something compressed', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ])('that says it is %s is of a wrong kind', async (_, headers) => {
    expect(await post(await openApi(), JSON.stringify(WILLOW), headers)).toMatchObject({
      status: 415,
      body: { type: 'https://crew.example/docs#unsupported-media-type' },
    });
  });

  it('that does not say what it is, is of a wrong kind', async () => {
    const api = await openApi();
    const { path, key } = await congregationOver(api);
    expect((await post(api, Buffer.from(JSON.stringify(WILLOW)))).status).toBe(415);
    expect((await api.call('POST', `${path}/imports`, { key })).status).toBe(415);
    expect((await api.call('POST', `${path}/imports`, { key, raw: Buffer.from('name,email') })).status).toBe(
      415,
    );
  });

  it('in UTF-8 may say so', async () => {
    const headers = { 'content-type': 'application/json; charset=UTF-8' };
    expect((await post(await openApi(), JSON.stringify(WILLOW), headers)).status).toBe(201);
  });

  it('of more than a mebibyte is too large, and nothing of it is read for who has no key', async () => {
    const api = await openApi();
    const { path, key } = await congregationOver(api);
    const large = `{"name":"${'x'.repeat(MEBIBYTE)}"}`;
    expect((await post(api, large, JSON_TYPE)).status).toBe(413);
    expect((await api.call('POST', `${path}/imports`, { key, raw: large, headers: JSON_TYPE })).status).toBe(
      413,
    );
    expect((await api.call('POST', `${path}/imports`, { raw: large, headers: JSON_TYPE })).status).toBe(401);
  });
});

describe('over a real connection', () => {
  it.each([
    ['with its length', true],
    ['in chunks, without its length', false],
  ])('a body that is too large is refused %s, and one that fits is taken', async (_, withLength) => {
    const api = await openApi();
    const server = serve({ fetch: api.api.fetch, port: 0, hostname: '127.0.0.1' });
    try {
      if (!server.listening) await once(server, 'listening');
      const send = (body: string) => sendTo(server.address(), body, withLength);
      expect(await send(JSON.stringify({ ...WILLOW, name: 'x'.repeat(2 * MEBIBYTE) }))).toBe(413);
      expect(await send(JSON.stringify(WILLOW))).toBe(201);
    } finally {
      server.close();
    }
  });
});

/** Sends a body in two pieces and tells the status. */
async function sendTo(
  address: ReturnType<ReturnType<typeof serve>['address']>,
  body: string,
  withLength: boolean,
): Promise<number | undefined> {
  if (address === null || typeof address === 'string') throw new Error('no port');
  const sending = request({
    host: '127.0.0.1',
    port: address.port,
    path: '/congregations',
    method: 'POST',
    agent: false,
    headers: {
      ...JSON_TYPE,
      authorization: `Bearer ${OPERATOR_KEY}`,
      ...(withLength ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.once('response', (response) => resolve(response.resume().statusCode));
    sending.once('error', reject);
  });
  const half = Math.floor(body.length / 2);
  sending.write(body.slice(0, half));
  sending.end(body.slice(half));
  const status = await answered;
  sending.on('error', () => {});
  sending.destroy();
  return status;
}
