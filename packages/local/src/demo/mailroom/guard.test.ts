import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { guard } from './guard.ts';

const app = new Hono()
  .use(guard(() => 8025))
  .get('/', (c) => c.text('a private letter'))
  .post('/', (c) => c.text('done'));

const HOST = '127.0.0.1:8025';
const get = (headers: Record<string, string>) => app.request('/', { headers });
const post = (headers: Record<string, string>) => app.request('/', { method: 'POST', headers });

describe('the mailroom’s guard', () => {
  it.each([HOST, 'localhost:8025'])('answers on loopback: %s', async (host) => {
    expect((await get({ host })).status).toBe(200);
  });

  it.each(['mail.example:8025', '127.0.0.1:9000', '127.0.0.1.mail.example:8025', ''])(
    'refuses a name that was pointed here: "%s"',
    async (host) => {
      const answer = await get({ host });
      expect(answer.status).toBe(421);
      expect(await answer.text()).not.toContain('private');
    },
  );

  it('takes forms from its own pages', async () => {
    expect((await post({ host: HOST, origin: `http://${HOST}` })).status).toBe(200);
  });

  it.each(['http://mail.example', 'http://localhost:8025', 'https://127.0.0.1:8025', 'null', ''])(
    'refuses forms from elsewhere: "%s"',
    async (origin) => {
      expect((await post({ host: HOST, ...(origin === '' ? {} : { origin }) })).status).toBe(403);
    },
  );

  it('lets a letter bring no script or form of its own, and load no picture', async () => {
    const policy = (await get({ host: HOST })).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).toMatch(/img-src data:(;|$)/);
  });
});
