import { describe, expect, it } from 'vitest';
import { opened } from '../support/houseReply.ts';
import { apiHouses } from './apiHouse.ts';
import { newest, PLANTED, playUntil, type ReviewStory, reviewedOver } from './reviewStory.ts';

const openApi = apiHouses();

async function ended() {
  const story = await reviewedOver(await openApi());
  await playUntil(story.house, '2026-12-16T19:00:00.000Z');
  return { ...story, link: (name: string) => linkOf(story, name) };
}

/** The link of the letter that brought somebody the outcome. */
async function linkOf(story: ReviewStory, name: string): Promise<string> {
  const letter = await opened(await newest(story, name, 'outcome'));
  const url = /https:\/\/crew\.example(\/keepsake\/[a-z2-7]+)/.exec(letter.text);
  if (url?.[1] === undefined) throw new Error(`no keepsake for ${name}`);
  return url[1];
}

describe('the keepsake’s link', () => {
  it('shows what its member may read, on a page that runs and fetches nothing', async () => {
    const { get, link } = await ended();
    for (const name of ['Ana', 'Eli']) {
      const page = await get(await link(name));
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.text).toContain('Tide pool');
      expect(page.text).toContain(PLANTED.answer);
      for (const word of [PLANTED.note, PLANTED.liked, PLANTED.no, PLANTED.unclear]) {
        expect(page.text).not.toContain(word);
      }
      expect(page.text).not.toMatch(/<script|<form|<link|src="http|@import|url\(/);
      expect(page.text).not.toMatch(/[a-z2-7]{48}/i);
    }
  });

  it('changes nothing, and is named in no log', async () => {
    const { call, link, house } = await ended();
    const path = await link('Ana');
    for (const method of ['GET', 'HEAD', 'GET']) expect((await call(method, path)).status).toBe(200);
    expect((await call('POST', path)).status).toBe(405);
    expect(house.logged.join('\n')).not.toContain(path.slice('/keepsake/'.length));
  });

  it('leads nowhere when it is forged, cut short, another kind of token, or half a year old', async () => {
    const { get, link, house, ...story } = await ended();
    const path = await link('Ana');
    const token = path.slice('/keepsake/'.length);
    const letter = await opened(await newest({ ...story, house }, 'Ana', 'outcome'));
    const leave = /\/leave\/([a-z2-7]+)/.exec(letter.header('list-unsubscribe'))?.[1] ?? '';
    const forged = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    for (const wrong of [leave, forged, token.slice(0, 40), 'x', '%00', '%ff', 'a'.repeat(5000)]) {
      const page = await get(`/keepsake/${wrong}`);
      expect(page.status, wrong).toBe(404);
      expect(page.text).toContain('“keep”');
      expect(page.text).not.toContain(PLANTED.answer);
    }
    expect((await get(`/leave/${token}`)).status).toBe(404);
    house.clock.pass({ days: 181 });
    expect((await get(path)).status).toBe(404);
  });

  it('leads nowhere for a member who has left', async () => {
    const { get, call, link, ...story } = await ended();
    const path = await link('Ana');
    const letter = await opened(await newest(story, 'Ana', 'outcome'));
    const leave = /https:\/\/crew\.example(\/leave\/[a-z2-7]+)/.exec(letter.header('list-unsubscribe'));
    expect((await call('POST', leave?.[1] ?? '')).status).toBe(200);
    expect((await get(path)).status).toBe(404);
  });
});
