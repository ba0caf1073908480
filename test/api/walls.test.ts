import { hashOfKey } from '@crewtide/flows';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Answer, type ApiHouse, apiHouses, membersOver } from './apiHouse.ts';
import { SEASON } from './seasonStory.ts';
import { PRACTICE, pathWith, QUESTION, SECRET, type Story, storyOver } from './story.ts';

const openApi = apiHouses();

const ELM = {
  name: 'Elm circle',
  zone: 'Europe/Berlin',
  hosts: [
    { name: 'Eva', email: 'eva@example.com' },
    { name: 'Emil', email: 'emil@example.com' },
  ],
};

const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface Operation {
  readonly method: string;
  readonly path: string;
}

async function operationsOf({ get }: ApiHouse): Promise<readonly Operation[]> {
  const { paths } = document.parse((await get('/openapi.json')).body);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

const behindTheWall = async (api: ApiHouse) =>
  (await operationsOf(api)).filter(({ path }) => path.startsWith('/congregations/{congregation}'));

/** Bodies that would be taken, so that nothing but the wall refuses them. */
function bodyFor({ method, path }: Operation, { ids }: Story) {
  if (method === 'PATCH' && path.endsWith('/settings')) return { json: { promptDays: 3 } };
  if (method === 'PATCH') return { json: { place: 'The tea house' } };
  if (method !== 'POST') return {};
  if (path.endsWith('/seasons')) return { json: SEASON };
  if (path.endsWith('/meetings')) return { json: { startsAt: '2027-03-01T19:30' } };
  if (path.endsWith('/practices')) return { json: PRACTICE };
  if (path.endsWith('/imports')) return { json: { members: [{ name: 'Cleo', email: 'cleo@example.org' }] } };
  if (path.endsWith('/prompts')) return { json: QUESTION };
  if (path.endsWith('/crews'))
    return { json: { name: 'Reef', members: [ids.member, ids.member, ids.member] } };
  return {};
}

const withoutRequestId = ({ status, text }: Answer) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, ''),
});

const UNKNOWN = { congregation: 'aaaaaaaaaa', other: 'aaaaaaaaaaaaaaaa' };
const unknownIds = (ids: Story['ids']): Story['ids'] =>
  Object.fromEntries(
    Object.keys(ids).map((name) => [name, name === 'congregation' ? UNKNOWN.congregation : UNKNOWN.other]),
  );

describe('the wall around a congregation', () => {
  it('is before every route: no key and an unknown key are refused alike', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const operations = await behindTheWall(api);
    expect(operations.length).toBeGreaterThanOrEqual(31);
    for (const operation of operations) {
      const path = pathWith(operation.path, story.ids);
      for (const key of [undefined, `ct_${'a'.repeat(52)}`, 'ö']) {
        const refused = await api.call(operation.method, path, {
          headers: key === undefined ? {} : { authorization: `Bearer ${encodeURI(key)}` },
          ...bodyFor(operation, story),
        });
        expect(refused.status, `${operation.method} ${operation.path}`).toBe(401);
        expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer /);
      }
    }
  });

  it('answers 404 to another congregation’s key on every route, just as for one that does not exist', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const elm = await storyOver(api, ELM);
    for (const operation of await behindTheWall(api)) {
      const call = (ids: Story['ids']) =>
        api.call(operation.method, pathWith(operation.path, ids), {
          key: elm.willow.key,
          ...bodyFor(operation, story),
        });
      const others = withoutRequestId(await call(story.ids));
      expect(others.status, `${operation.method} ${operation.path}`).toBe(404);
      expect(others).toEqual(withoutRequestId(await call(unknownIds(story.ids))));
    }
  });

  it('answers 404 to every id of another congregation within one’s own, just as to an unknown or impossible one', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const elm = await storyOver(api, ELM);
    const mine = { congregation: elm.willow.id };
    const withIds = (await behindTheWall(api)).filter(({ path }) => path.split('{').length > 2);
    expect(withIds.length).toBeGreaterThanOrEqual(17);
    for (const operation of withIds) {
      const call = (ids: Story['ids']) =>
        api.call(operation.method, pathWith(operation.path, { ...ids, ...mine }), {
          key: elm.willow.key,
          ...bodyFor(operation, elm),
        });
      const others = withoutRequestId(await call(story.ids));
      expect(others.status, `${operation.method} ${operation.path}`).toBe(404);
      expect(others).toEqual(withoutRequestId(await call(unknownIds(story.ids))));
      const impossible = Object.fromEntries(Object.keys(story.ids).map((name) => [name, '%00..%2f']));
      expect(others).toEqual(withoutRequestId(await call(impossible)));
    }
  });

  it('lets nobody of another congregation into a crew, just as nobody unknown', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const elm = await storyOver(api, ELM);
    const own = await membersOver(api, elm.willow, 'Dee', 'Eli');
    const form = (stranger: string) =>
      api.post(`${elm.willow.path}/crews`, elm.willow.key, { name: 'Reef', members: [...own, stranger] });
    const others = withoutRequestId(await form(story.ids.member ?? ''));
    expect(others.status).toBe(422);
    expect(others).toEqual(withoutRequestId(await form(UNKNOWN.other)));
    const join = (stranger: string) =>
      api.call('PUT', `${elm.willow.path}/crews/${elm.ids.crew}/members/${stranger}`, {
        key: elm.willow.key,
      });
    const joining = withoutRequestId(await join(story.ids.member ?? ''));
    expect(joining.status).toBe(404);
    expect(joining).toEqual(withoutRequestId(await join(UNKNOWN.other)));
  });

  it('lets nobody of another congregation host, just as nobody unknown', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const elm = await storyOver(api, ELM);
    const host = (stranger: string) =>
      api.call('PATCH', `${elm.willow.path}/seasons/${elm.ids.season}/meetings/1`, {
        key: elm.willow.key,
        json: { host: stranger },
      });
    const others = withoutRequestId(await host(story.ids.member ?? ''));
    expect(others.status).toBe(422);
    expect(others).toEqual(withoutRequestId(await host(UNKNOWN.other)));
  });

  it('keeps one congregation’s practices from another’s seasons', async () => {
    const api = await openApi();
    const story = await storyOver(api);
    const elm = await storyOver(api, ELM);
    const members = await membersOver(api, elm.willow, 'Dee', 'Eli', 'Fay');
    const form = (practice: string) =>
      api.post(`${elm.willow.path}/crews`, elm.willow.key, {
        name: 'Reef',
        members,
        season: { ...SEASON, practice },
      });
    const others = withoutRequestId(await form(story.ids.practice ?? ''));
    expect(others.status).toBe(422);
    expect(others).toEqual(withoutRequestId(await form('nobodys-practice')));
  });

  it('is closed to a host who left', async () => {
    const api = await openApi();
    const { willow } = await storyOver(api);
    const [, hugo] = willow.hosts;
    const { deps } = api.house;
    const owner = (await deps.store.hostKey(hashOfKey(hugo?.key ?? ''))) ?? never();
    const store = deps.store.of(owner.congregation);
    const member = (await store.get('member', hugo?.member ?? '')) ?? never();
    expect((await api.get(willow.path, hugo?.key)).status).toBe(200);
    const left = { name: 'left', at: api.house.clock.now(), by: 'stop' } as const;
    await store.commit([{ change: 'replace', record: { ...member, standing: left } }]);
    expect((await api.get(willow.path, hugo?.key)).status).toBe(401);
  });
});

describe('what a host can see', () => {
  it('is never a word that members wrote, nor a token, on any route', async () => {
    const api = await openApi();
    const { willow, ids } = await storyOver(api);
    await api.house.settleAt(api.house.clock.now());
    const operations = (await behindTheWall(api)).filter(({ method }) => method === 'GET');
    const lists = operations.filter(({ path }) => !path.endsWith('}'));
    const paths = operations.map(({ path }) => pathWith(path, ids));
    for (const { path } of lists) {
      const items = await everything(api, pathWith(path, ids), willow.key);
      paths.push(...items.flatMap(({ id }) => (id === undefined ? [] : [`${pathWith(path, ids)}/${id}`])));
    }
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const { status, text } = await api.get(path, willow.key);
      expect(status, path).toBe(200);
      expect(text, path).not.toContain(SECRET);
      expect(text, path).not.toMatch(/[a-z2-7]{48}/i);
    }
  });
});

async function everything({ get }: ApiHouse, path: string, key: string) {
  const { body } = await get(path, key);
  const page = z.object({ items: z.array(z.object({ id: z.string().optional() })) }).safeParse(body);
  return page.data?.items ?? [];
}

const never = (): never => {
  throw new Error('not there');
};
