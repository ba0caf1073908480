import { describe, expect, it } from 'vitest';
import { type ApiHouse, apiHouses, congregationOver, membersOver, pageIn } from './apiHouse.ts';
import { storyOver } from './story.ts';

const openApi = apiHouses();

async function walk({ get }: ApiHouse, path: string, key: string) {
  const pages: (readonly Record<string, unknown>[])[] = [];
  for (let at: string | undefined = path; at !== undefined; ) {
    const answer = await get(at, key);
    const { items, next } = pageIn(answer);
    pages.push(items);
    const link = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    expect(link === undefined).toBe(next === null);
    if (link !== undefined)
      expect(new URL(link, 'https://crew.example').searchParams.get('cursor')).toBe(next);
    at = link;
  }
  return pages;
}

describe('a list', () => {
  it('comes in pages that hold everything once', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    await membersOver(api, willow, 'Ana', 'Bo', 'Cleo');
    const pages = await walk(api, `${willow.path}/members?limit=2`, willow.key);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    const names = pages.flat().map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Ana', 'Bo', 'Cleo', 'Hanna', 'Hugo']);
  });

  it('is empty where there is nothing', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    for (const list of ['crews', 'seasons', 'prompts', 'letters', 'held-mail', 'audit']) {
      const { status, body } = await api.get(`${willow.path}/${list}`, willow.key);
      expect({ status, body }).toEqual({ status: 200, body: { items: [], next: null } });
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1e1',
    'limit=',
    'limit=1&limit=2',
    'cursor=',
    'cursor=!',
  ])('refuses %s and names the parameter', async (query) => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const [parameter] = query.split('=');
    expect(await api.get(`${willow.path}/members?${query}`, willow.key)).toMatchObject({
      status: 422,
      body: { errors: [{ parameter }] },
    });
  });

  it('refuses another list’s cursor, a made-up one, and a parameter that nobody knows', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const { next } = pageIn(await api.get(`${willow.path}/members?limit=1`, willow.key));
    for (const query of [
      `cursor=${Buffer.from('host-key#x').toString('base64url')}`,
      `cursor=${Buffer.from('crew#').toString('base64url')}`,
      `cursor=${next}`,
      `cursor=${'x'.repeat(3000)}`,
      'page=2',
    ]) {
      const { status } = await api.get(`${willow.path}/crews?${query}`, willow.key);
      expect(status, query).toBe(422);
    }
  });

  it('begins nowhere for a cursor that another congregation got', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const elm = await congregationOver(api);
    const { next } = pageIn(await api.get(`${willow.path}/members?limit=1`, willow.key));
    const { items } = pageIn(await api.get(`${elm.path}/members?cursor=${next}`, elm.key));
    const own = new Set(elm.hosts.map(({ member }) => member));
    expect(items.every(({ id }) => own.has(String(id)))).toBe(true);
  });
});

describe('letters', () => {
  it('show whose they are, their kind and their state, and can be asked for by state', async () => {
    const api = await openApi();
    const { willow, ids } = await storyOver(api);
    const letters = pageIn(await api.get(`${willow.path}/letters`, willow.key)).items;
    expect(letters).toContainEqual({
      id: expect.any(String),
      to: ids.member,
      template: 'prompt',
      state: { name: 'sent', at: expect.any(String) },
      usefulUntil: expect.any(String),
      createdAt: expect.any(String),
    });
    const sent = pageIn(await api.get(`${willow.path}/letters?state=sent`, willow.key)).items;
    expect(sent.length).toBe(letters.filter(({ state }) => JSON.stringify(state).includes('"sent"')).length);
    expect(pageIn(await api.get(`${willow.path}/letters?state=bounced`, willow.key)).items).toEqual([]);
    expect((await api.get(`${willow.path}/letters?state=lost`, willow.key)).status).toBe(422);
  });
});

describe('the audit', () => {
  it('tells what a host’s key did, newest first', async () => {
    const api = await openApi();
    const { willow, ids } = await storyOver(api);
    const [hanna] = willow.hosts;
    const pages = await walk(api, `${willow.path}/audit?limit=1`, willow.key);
    expect(pages.flat().map(({ host, did, to }) => [host, did, to])).toEqual([
      [hanna?.member, 'add-practice', ids.practice],
      [hanna?.member, 'create-prompt', ids.prompt],
      [hanna?.member, 'create-crew', ids.crew],
      [hanna?.member, 'import-members', ids.import],
    ]);
  });
});
