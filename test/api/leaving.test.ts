import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { opened } from '../support/houseReply.ts';
import {
  type ApiHouse,
  apiHouses,
  congregationOver,
  membersOver,
  type TestCongregation,
} from './apiHouse.ts';

const openApi = apiHouses();
const SITE = 'https://crew.example';

async function ana(api: ApiHouse) {
  const willow = await congregationOver(api);
  const [member = ''] = await membersOver(api, willow, 'Ana', 'Bo');
  const [mail] = api.house.mailOf('ana@example.org');
  if (mail === undefined) throw new Error('Ana got no welcome');
  const letter = await opened(mail);
  const url = /<(https:[^>]+)>/.exec(letter.header('list-unsubscribe'))?.[1] ?? '';
  return { willow, member, letter, path: url.slice(SITE.length) };
}

const standingOf = async (api: ApiHouse, willow: TestCongregation, member: string) =>
  (await api.get(`${willow.path}/members/${member}`, willow.key)).body;

describe('the one-click link of a letter', () => {
  it.each([
    ['as a form', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), {}],
    ['as multipart', multipart(), {}],
    ['with an empty body', undefined, {}],
    ['with a body that nobody expects', 'One-Click?', { 'content-type': 'text/plain; charset=utf-16' }],
  ])('lets a member leave by a POST %s, without key or cookie', async (_, raw, headers) => {
    const api = await openApi();
    const { willow, member, path } = await ana(api);
    const left = await api.call('POST', path, { headers, ...(raw === undefined ? {} : { raw }) });
    expect(left.status).toBe(200);
    expect(left.headers.get('set-cookie')).toBeNull();
    expect(await standingOf(api, willow, member)).toMatchObject({ standing: { name: 'left' } });
    expect((await api.call('POST', path)).status).toBe(200);
    expect(await standingOf(api, willow, member)).toMatchObject({ standing: { name: 'left' } });
  });

  it('is found when a mail system has changed its letters’ case', async () => {
    const api = await openApi();
    const { willow, member, path } = await ana(api);
    const token = path.slice('/leave/'.length);
    expect((await api.call('POST', `/leave/${token.toUpperCase()}`)).status).toBe(200);
    expect(await standingOf(api, willow, member)).toMatchObject({ standing: { name: 'left' } });
  });

  it('changes nothing for a scanner that follows every link with GET and HEAD', async () => {
    const api = await openApi();
    const { willow, member, letter } = await ana(api);
    const before = await standingOf(api, willow, member);
    const everywhere = `${letter.text} ${letter.html} ${letter.header('list-unsubscribe')}`;
    const links = new Set(
      [...everywhere.matchAll(/https:\/\/crew\.example[^\s"'<>)]*/g)].map(([link]) => link),
    );
    expect(links.size).toBeGreaterThan(0);
    for (const link of links) {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const { status, text } = await api.call(method, link.slice(SITE.length));
        expect(status).toBe(200);
        if (method === 'HEAD') expect(text).toBe('');
      }
    }
    expect(await standingOf(api, willow, member)).toEqual(before);
  });

  it('shows a page that names the congregation, has one button and needs nothing from elsewhere', async () => {
    const api = await openApi();
    const { path } = await ana(api);
    const { text, headers } = await api.get(path);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).toContain('Willow circle');
    expect(text).toContain('width=device-width');
    expect(text).toContain('<form method="post">');
    expect(text.match(/<button/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|https?:|@import|url\(/);
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toContain(
      `default-src 'none'; style-src 'sha256-${hash}'`,
    );
  });

  it('writes a name that looks like markup as text', async () => {
    const api = await openApi();
    const name = '<img src=x onerror=alert(1)>';
    const willow = await congregationOver(api, {
      name,
      zone: 'Europe/Lisbon',
      hosts: [
        { name: 'Hanna', email: 'hanna@example.org' },
        { name: 'Hugo', email: 'hugo@example.org', zone: 'Europe/Berlin' },
      ],
    });
    await membersOver(api, willow, 'Ana');
    const [mail] = api.house.mailOf('ana@example.org');
    if (mail === undefined) throw new Error('Ana got no welcome');
    const url = /<(https:[^>]+)>/.exec((await opened(mail)).header('list-unsubscribe'))?.[1] ?? '';
    const { text } = await api.get(url.slice(SITE.length));
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img');
  });

  it('says when it has expired, and how to leave all the same', async () => {
    const api = await openApi();
    const { willow, member, path } = await ana(api);
    api.house.clock.pass({ days: 401 });
    for (const method of ['GET', 'POST']) {
      expect(await api.call(method, path)).toMatchObject({
        status: 410,
        text: expect.stringContaining('“stop”'),
      });
    }
    expect(await standingOf(api, willow, member)).toMatchObject({ standing: { name: 'active' } });
  });

  it('leads nowhere when it is forged, cut short or another kind of token', async () => {
    const api = await openApi();
    const { letter, path } = await ana(api);
    const reply = /reply\+([a-z2-7]{48})@/.exec(letter.header('reply-to'))?.[1] ?? '';
    const token = path.slice('/leave/'.length);
    const forged = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    for (const wrong of [reply, forged, token.slice(0, 40), 'x', '%00', '%ff', 'a'.repeat(5000)]) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        expect((await api.call(method, `/leave/${wrong}`)).status, `${method} ${wrong}`).toBe(404);
      }
    }
  });
});

function multipart(): FormData {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  return form;
}
