import { congregationId } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiHouses, pageIn } from './apiHouse.ts';
import { newest, PLANTED, playUntil, type ReviewStory, reviewedOver } from './reviewStory.ts';

const openApi = apiHouses();

/** Everything that a host can read of a congregation, each answer under its path. */
async function everythingSeen({ get, willow }: ReviewStory): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const read = async (path: string) => {
    const { status, text, body } = await get(`${willow.path}${path}`, willow.key);
    expect(status, path).toBe(200);
    seen.set(path, text);
    return (
      z.object({ items: z.array(z.looseObject({ id: z.string().optional() })) }).safeParse(body).data
        ?.items ?? []
    );
  };
  for (const path of ['', '/settings']) await read(path);
  for (const list of [
    'members',
    'crews',
    'seasons',
    'prompts',
    'letters',
    'held-mail',
    'audit',
    'practices',
  ]) {
    const query = list === 'practices' ? '' : '?limit=100';
    for (const { id } of await read(`/${list}${query}`)) {
      if (id !== undefined) await read(`/${list}/${id}`);
    }
  }
  return seen;
}

/** What the API tells about one member, without what is hers alone. */
async function toldOf({ get, willow, members }: ReviewStory, index: number) {
  const member = members[index] ?? '';
  const letters = pageIn(await get(`${willow.path}/letters?limit=100`, willow.key)).items;
  const held = pageIn(await get(`${willow.path}/held-mail?limit=100`, willow.key)).items;
  const { standing, welcomed } = z
    .looseObject({ standing: z.unknown(), welcomed: z.unknown() })
    .parse((await get(`${willow.path}/members/${member}`, willow.key)).body);
  return {
    standing,
    welcomed,
    held: held.filter((each) => each.member === member),
    letters: letters
      .filter(({ to }) => to === member)
      .map(({ template, state, createdAt, usefulUntil }) =>
        // A letter of one round may leave a few milliseconds after another.
        JSON.stringify({ template, state, createdAt, usefulUntil }).replace(/:\d\d\.\d{3}Z/g, 'Z'),
      )
      .toSorted(),
  };
}

const [DEE, ELI, FAY] = [3, 4, 5];

describe('what a host sees of a season', () => {
  it('is the same of a no, a silence and an answer that was not clear, before and after the outcome', async () => {
    const story = await reviewedOver(await openApi());
    await newest(story, 'Fay', 'go-on');
    await newest(story, 'Dee', 'ask-sender');
    const silent = await toldOf(story, ELI);
    expect(silent.letters.join()).toContain('"review"');
    expect(await toldOf(story, DEE)).toEqual(silent);
    expect(await toldOf(story, FAY)).toEqual(silent);
    await playUntil(story.house, '2026-12-16T19:00:00.000Z');
    const after = await toldOf(story, ELI);
    expect(after.letters.join()).toContain('"outcome"');
    expect(await toldOf(story, DEE)).toEqual(after);
    expect(await toldOf(story, FAY)).toEqual(after);
    const { body } = await story.get(`${story.willow.path}/crews/${story.crew}`, story.willow.key);
    expect(body).toMatchObject({ members: story.members.slice(0, 3) });
  });

  it('is no word of it, no token, and no letter that only tells who wrote', async () => {
    const story = await reviewedOver(await openApi());
    for (const until of [undefined, '2026-12-16T19:00:00.000Z']) {
      if (until !== undefined) await playUntil(story.house, until);
      const seen = await everythingSeen(story);
      expect(seen.size).toBeGreaterThan(50);
      for (const [path, text] of seen) {
        for (const word of Object.values(PLANTED)) expect(text, path).not.toContain(word);
        expect(text, path).not.toMatch(/[a-z2-7]{48}/i);
        expect(text, path).not.toMatch(/"template":"(note|echo|change-unclear|go-on|keepsake|ask-sender)"/);
        expect(text, path).not.toMatch(/dee\.other|"(asked|written|answers|told)":\[[^\]]*\],"outcomeAt"/);
      }
    }
    expect(story.house.logged.join('\n')).not.toMatch(new RegExp(Object.values(PLANTED).join('|')));
  });

  it('of letters that hosts may not see, also by their ids, is that there is no such thing', async () => {
    const story = await reviewedOver(await openApi());
    for (const [name, template] of [
      ['Ana', 'note'],
      ['Fay', 'go-on'],
      ['Dee', 'ask-sender'],
    ] as const) {
      const { key } = await newest(story, name, template);
      expect((await story.get(`${story.willow.path}/letters/${key}`, story.willow.key)).status).toBe(404);
    }
  });

  it('of mail that would answer a review, is nothing: it can be neither read nor settled', async () => {
    const story = await reviewedOver(await openApi());
    const { get, call, willow, house } = story;
    const store = house.deps.store.of(congregationId.parse(willow.id));
    const [held] = (await store.list('held-mail', { limit: 10 })).items;
    expect(held?.sender).toBe('dee.other@example.net');
    expect(pageIn(await get(`${willow.path}/held-mail`, willow.key)).items).toEqual([]);
    expect((await get(`${willow.path}/held-mail/${held?.id}`, willow.key)).status).toBe(404);
    for (const to of ['release', 'discard']) {
      const path = `${willow.path}/held-mail/${held?.id}/${to}`;
      expect((await call('POST', path, { key: willow.key })).status).toBe(404);
    }
    expect((await store.list('held-mail', { limit: 10 })).items).toEqual([held]);
  });

  it('of a season in review, is when its outcome comes, and not who was asked', async () => {
    const story = await reviewedOver(await openApi());
    const { body } = await story.get(story.path, story.willow.key);
    expect(body).toMatchObject({ state: { name: 'reviewing', outcomeAt: '2026-12-16T18:00' } });
    expect(Object.keys(z.object({ state: z.looseObject({}) }).parse(body).state)).toEqual([
      'name',
      'outcomeAt',
    ]);
    await playUntil(story.house, '2026-12-16T19:00:00.000Z');
    const ended = z
      .object({ state: z.looseObject({}) })
      .parse((await story.get(story.path, story.willow.key)).body);
    expect(Object.keys(ended.state)).toEqual(['name', 'at']);
  });
});

it('does not see in a list’s cursors that somebody was asked again', async () => {
  const story = await reviewedOver(await openApi());
  const store = story.house.deps.store.of(congregationId.parse(story.willow.id));
  const letters = (await store.list('letter', { limit: 500 })).items;
  const isHidden = ({ content }: (typeof letters)[number]) =>
    content.template === 'go-on' || content.template === 'ask-sender';
  const hidden = new Set<string>(letters.filter(isHidden).map(({ id }) => id));
  expect(hidden.size).toBeGreaterThan(1);
  const all = pageIn(await story.get(`${story.willow.path}/letters?limit=100`, story.willow.key)).items;
  let read = 0;
  let path = `${story.willow.path}/letters?limit=1`;
  for (;;) {
    const { items, next } = pageIn(await story.get(path, story.willow.key));
    expect(items).toHaveLength(1);
    read += items.length;
    if (next === null) break;
    const [, id = ''] = Buffer.from(next, 'base64url').toString().split('#');
    expect(hidden.has(id)).toBe(false);
    path = `${story.willow.path}/letters?limit=1&cursor=${next}`;
  }
  expect(read).toBe(all.length);
});
