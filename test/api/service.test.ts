import { StoreFault } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiHouses, congregationOver, OPERATOR_KEY, WILLOW } from './apiHouse.ts';
import { storyOver } from './story.ts';

const openApi = apiHouses();

describe('every answer', () => {
  it('is named by the request’s id when that is a sane one, and else by a new one', async () => {
    const { call } = await openApi();
    const named = await call('GET', '/nowhere', { headers: { 'x-request-id': 'mine_1-a' } });
    expect(named.headers.get('x-request-id')).toBe('mine_1-a');
    expect(named.body).toMatchObject({ requestId: 'mine_1-a' });
    for (const insane of ['x'.repeat(65), 'a b', 'a"b', 'é']) {
      const { headers } = await call('GET', '/health', { headers: { 'x-request-id': insane } });
      expect(headers.get('x-request-id')).toMatch(/^request-\d+$/);
    }
  });

  it('has headers that keep browsers and caches out, also when it is a problem', async () => {
    const { get } = await openApi();
    for (const path of ['/health', '/nowhere', '/congregations/aaaaaaaaaa']) {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('to a wrong path is 404 and to a wrong method 405 with those allowed, as problems', async () => {
    const api = await openApi();
    const { path, key } = await congregationOver(api);
    expect(await api.get('/nowhere')).toMatchObject({
      status: 404,
      body: { type: 'https://crew.example/docs#not-found', status: 404 },
    });
    const wrong = await api.call('DELETE', `${path}/crews`, { key });
    expect(wrong).toMatchObject({ status: 405, body: { status: 405 } });
    expect(wrong.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
    expect((await api.call('PUT', '/health')).status).toBe(405);
    expect((await api.call('HEAD', '/health')).status).toBe(200);
  });

  it('leaves a line in the log that names the route, never a token, a key or a query', async () => {
    const api = await openApi();
    const { key, path } = await congregationOver(api);
    const token = 'a'.repeat(48);
    await api.get(`/leave/${token}`);
    await api.get(`${path}/members?cursor=${token}`, key);
    const lines = api.house.logged.filter((line) => line.includes('"request"'));
    expect(lines.length).toBe(3);
    expect(lines[1]).toContain('"route":"/leave/:token"');
    expect(JSON.parse(lines[2] ?? '')).toEqual({
      event: 'request',
      requestId: expect.any(String),
      method: 'GET',
      route: '/congregations/:congregation/members',
      status: 422,
      ms: expect.any(Number),
    });
    expect(lines.join('\n')).not.toMatch(new RegExp(`${token}|${key}|${OPERATOR_KEY}`));
  });
});

describe('when the store is out of reach', () => {
  it('answers 503 and when to try again, and says nothing of what is inside', async () => {
    const gone = async () => {
      throw new StoreFault('commit: ECONNREFUSED 127.0.0.1:8000', true);
    };
    const api = await openApi((deps) => ({
      ...deps,
      store: { ...deps.store, hostKey: gone, of: (id) => ({ ...deps.store.of(id), get: gone }) },
    }));
    for (const answer of [
      await api.get('/health'),
      await api.get('/congregations/aaaaaaaaaa', 'ct_key'),
      await api.post('/congregations', OPERATOR_KEY, WILLOW),
    ]) {
      expect(answer).toMatchObject({ status: 503, body: { type: 'https://crew.example/docs#unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.text).not.toContain('ECONNREFUSED');
    }
  });

  it('answers 500 to what no retry helps, and keeps the fault to its log', async () => {
    const api = await openApi((deps) => ({
      ...deps,
      store: {
        ...deps.store,
        hostKey: async () => {
          throw new Error('a private thing');
        },
      },
    }));
    const failed = await api.get('/health');
    expect(failed).toMatchObject({ status: 500, body: { type: 'https://crew.example/docs#internal' } });
    expect(failed.text).not.toContain('private');
    expect(api.house.logged.join('\n')).not.toContain('private');
    expect(api.house.logged.join('\n')).toContain('request failed');
  });
});

const operation = z.looseObject({
  summary: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string() }).loose()).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

describe('the OpenAPI document', () => {
  it('declares every parameter of every path, who may call it and the problems it answers with', async () => {
    const { get } = await openApi();
    const { paths, components } = document.parse((await get('/openapi.json')).body);
    expect(Object.keys(paths)).toContain('/congregations/{congregation}/held-mail/{heldMail}/release');
    expect(Object.keys(components.securitySchemes).toSorted()).toEqual(['hostKey', 'operatorKey']);
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { parameters, responses, security }] of Object.entries(operations)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(declared, `${method} ${path}`).toEqual(named);
        if (!path.startsWith('/congregations')) continue;
        expect(security, `${method} ${path}`).toHaveLength(1);
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '503']));
        expect(JSON.stringify(responses)).toContain('#/components/schemas/Problem"');
      }
    }
  });

  it('refers to nothing that is not in it, and its patterns are whole', async () => {
    const { get } = await openApi();
    const { text, body } = await get('/openapi.json');
    const { components } = document.parse(body);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(Object.keys(components.schemas)).toContain(name);
    for (const [, pattern] of text.matchAll(/"pattern":"([^"]*[^"\\])"/g)) expect(pattern).toMatch(/\$$/);
  });

  it('is what really answers: every shape of an answer has the fields it declares', async () => {
    const api = await openApi();
    const { willow, ids } = await storyOver(api);
    const shapes = z
      .record(z.string(), z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) }))
      .parse(document.parse((await api.get('/openapi.json')).body).components.schemas);
    for (const [shape, path] of [
      ['Congregation', ''],
      ['Member', `/members/${ids.member}`],
      ['Crew', `/crews/${ids.crew}`],
      ['Season', `/seasons/${ids.season}`],
      ['Practice', `/practices/${ids.practice}`],
      ['Settings', '/settings'],
      ['Prompt', `/prompts/${ids.prompt}`],
      ['Letter', `/letters/${ids.letter}`],
      ['HeldMail', `/held-mail/${ids.heldMail}`],
      ['Import', `/imports/${ids.import}`],
    ] as const) {
      const shown = z.looseObject({}).parse((await api.get(`${willow.path}${path}`, willow.key)).body);
      const declared = Object.keys(shapes[shape]?.properties ?? {});
      expect(declared, shape).toEqual(expect.arrayContaining(Object.keys(shown)));
    }
  });
});

describe('the reference page', () => {
  it('and all that it loads come from here, under a policy that lets nothing else in', async () => {
    const { get } = await openApi();
    const page = await get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded).toHaveLength(4);
    for (const path of loaded) {
      expect(path).not.toMatch(/^(https?:)?\/\//);
      const file = await get(`/${path}`);
      expect(file.status, path).toBe(200);
      expect(file.text.length).toBeGreaterThan(50);
    }
    expect((await get('/docs/swagger-ui-bundle.js')).headers.get('content-type')).toMatch(
      /^text\/javascript/,
    );
  });

  it.each(['package.json', 'index.html', '..%2fpackage.json', '%2e%2e/swagger-ui.css', 'swagger-ui.js.map'])(
    'serves no %s',
    async (file) => {
      const { get } = await openApi();
      expect((await get(`/docs/${file}`)).status).toBe(404);
    },
  );
});
