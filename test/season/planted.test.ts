import { hostKeyOf } from '@crewtide/flows';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ApiHouse, apiHouses } from '../api/apiHouse.ts';
import { outcomeOf, type SeasonStory, seasonIn } from './reviewStory.ts';

const openApi = apiHouses();

/** Words that stand in nobody's letter, however they are found. */
const PLANTED = {
  /** Why somebody doesn't go on. */
  no: 'heliotrope',
  /** With whom she would like to be, and not. */
  regroup: 'oleander',
  /** In mail that is held, and never released. */
  held: 'marigold',
  /** In mail that is held in answer to a review. */
  heldReview: 'larkspur',
  /** In an answer whose writer was taken out of the crew before it was read. */
  removed: 'saffron',
  /** What she wrote to the crew afterwards. */
  afterwards: 'foxglove',
} as const;
/** An answer that the crew read before its writer was taken out. */
const READ = 'primrose';

interface Planted extends SeasonStory {
  readonly api: ApiHouse;
  readonly key: string;
  readonly path: string;
}

/** Played once for all that look for them. */
const planted = (): Promise<Planted> => {
  played ??= play();
  return played;
};
let played: Promise<Planted> | undefined;
/** It is long, and machines are slow. */
const PATIENCE = { timeout: 90_000 };

/** A season of five to its end, in which all of it was written. */
async function play(): Promise<Planted> {
  const api = await openApi();
  const story = await seasonIn(api.house, ['Ana', 'Bo', 'Cleo', 'Dee', 'Eli']);
  const { willow, says, letter } = story;
  const key = hostKeyOf(api.house.deps.hostKeySecret, willow.id, willow.host.host);
  const path = `/congregations/${willow.id}`;
  await story.until('2026-11-30T12:00:00.000Z');
  await says('Ana', 'prompt', 'A quiet week.');
  await says('Eli', 'prompt', `The ${READ} is out.`);
  await says('Bo', 'prompt', `Only for us: ${PLANTED.held}.`, { from: 'bo@work.example' });
  await story.until('2026-12-07T09:00:00.000Z');
  await says('Eli', 'prompt', `And now ${PLANTED.removed}.`);
  const eli = await willow.idOf('Eli');
  const removed = await api.call('DELETE', `${path}/crews/${story.crew.crew}/members/${eli}`, { key });
  expect(removed.status).toBeLessThan(300);
  await api.house.settle();
  await says('Eli', 'digest', `Goodbye, ${PLANTED.afterwards}.`);
  await says('Ana', 'prompt', 'Another one.');
  await story.until('2026-12-09T10:00:00.000Z');
  for (const name of ['Ana', 'Bo', 'Dee']) await says(name, 'review', '1. The calm.\n3. Yes.');
  await says(
    'Cleo',
    'review',
    `1. The tea.\n3. No, because of the ${PLANTED.no}.\n5. Yes, but without ${PLANTED.regroup}.`,
  );
  await says('Dee', 'review', `3. No, ${PLANTED.heldReview}.`, { from: 'dee@work.example' });
  await outcomeOf(story);
  for (const name of ['Ana', 'Cleo']) await says(name, 'outcome', 'keep');
  await letter('Ana', 'keepsake');
  await story.until('2027-01-10T12:00:00.000Z');
  return { ...story, api, key, path };
}

/** Everything of a letter that anybody could read, each part decoded. */
async function decoded(bytes: Uint8Array): Promise<string> {
  const { headers, subject, text, html, attachments } = await PostalMime.parse(bytes, {
    attachmentEncoding: 'utf8',
  });
  return JSON.stringify([headers, subject, text, html, attachments.map(({ content }) => String(content))]);
}

const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const listed = z.looseObject({ items: z.array(z.looseObject({})), next: z.string().nullish() });

/** What a host reads through the API: every list, to its end, and everything listed, one by one. */
async function everythingRead({ api, key, path, house, willow }: Planted): Promise<{
  readonly answers: ReadonlyMap<string, string> /** Of what there was none. */;
  readonly unread: readonly string[];
}> {
  const { paths } = document.parse((await api.get('/openapi.json')).body);
  const ids = new Map<string, readonly string[]>();
  const answers = new Map<string, string>();
  const unread: string[] = [];
  const ask = async (to: string) => {
    const answer = await api.get(to, key);
    expect(answer.status, to).toBe(200);
    answers.set(to, answer.text);
    return answer.body;
  };
  const imports = (await willow.store.list('import', { limit: 100 })).items.map(({ id }) => id);
  ids.set('{import}', imports);
  ids.set('{number}', ['1']);
  const readable = Object.entries(paths).filter(([, methods]) => 'get' in methods);
  const below = readable
    .map(([each]) => each)
    .filter((each) => each.startsWith('/congregations/{congregation}'))
    .map((each) => each.replace('/congregations/{congregation}', path));
  for (const each of below.filter((to) => !to.includes('{'))) {
    let next: string | null = '';
    const found: string[] = [];
    while (next !== null) {
      const body: unknown = await ask(next === '' ? each : `${each}?cursor=${encodeURIComponent(next)}`);
      const page = listed.safeParse(body);
      found.push(...(page.data?.items ?? []).map(({ id }) => String(id)));
      next = page.data?.next ?? null;
    }
    ids.set(each, found);
  }
  for (const each of below.filter((to) => to.includes('{'))) {
    const [collection = '', parameter = ''] = [each.slice(0, each.indexOf('/{')), /\{\w+\}/.exec(each)?.[0]];
    const of = ids.get(parameter) ?? ids.get(collection) ?? [];
    if (of.length === 0) unread.push(each);
    for (const id of of) await ask(each.replace(parameter, id).replace(/\{number\}/, '1'));
  }
  const letters = house.carrier.mailboxes.map(async ({ bytes }) => decoded(bytes));
  const links = (await Promise.all(letters)).flatMap((text) => text.match(/\/keepsake\/[a-z2-7]{48}/g) ?? []);
  for (const link of new Set(links)) answers.set(link, (await api.get(link)).text);
  return { answers, unread };
}

const isIn = (text: string) => Object.values(PLANTED).filter((word) => text.includes(word));

describe('planted words are found only where they belong', PATIENCE, () => {
  test('in no letter, in no answer of the API, and in no line of the log', async () => {
    const story = await planted();
    const { house } = story;
    for (const { to, bytes } of house.carrier.mailboxes) {
      const text = await decoded(bytes);
      expect(isIn(text), to).toEqual([]);
      expect(isIn(Buffer.from(bytes).toString('latin1')), to).toEqual([]);
    }
    const { answers, unread } = await everythingRead(story);
    expect(unread).toEqual([]);
    expect(answers.size).toBeGreaterThan(40);
    for (const [path, text] of answers) expect(isIn(text), path).toEqual([]);
    expect(isIn(house.logged.join('\n'))).toEqual([]);
  });

  test('what the crew read of her stands in its digest, and in no keepsake', async () => {
    const story = await planted();
    const holding = await Promise.all(
      story.house.carrier.mailboxes.map(async (mail) => ({ mail, text: await decoded(mail.bytes) })),
    );
    const with_ = holding.filter(({ text }) => text.includes(READ));
    const templates = await Promise.all(
      with_.map(async ({ mail }) => (await story.willow.store.get('letter', mail.key))?.content.template),
    );
    expect(templates).toEqual(['digest', 'digest', 'digest', 'digest', 'digest']);
    for (const [path, text] of (await everythingRead(story)).answers)
      expect(text.includes(READ), path).toBe(false);
  });

  test('they are kept: in the table, which a backup holds whole, and in the raw mail', async () => {
    const { willow } = await planted();
    const { items } = await willow.store.list('reply', { limit: 200 });
    const words = JSON.stringify(items);
    for (const word of [PLANTED.no, PLANTED.regroup, PLANTED.removed, PLANTED.afterwards, READ]) {
      expect(words).toContain(word);
    }
    const held = (await willow.store.list('held-mail', { limit: 20 })).items;
    expect(held).toHaveLength(2);
    expect(isIn(JSON.stringify([held, words])).toSorted()).toEqual(
      [PLANTED.no, PLANTED.regroup, PLANTED.removed, PLANTED.afterwards].toSorted(),
    );
  });
});

/** A host's whole view, thing by thing, with ids and the seconds of clocks left out. */
async function viewOf(story: Planted): Promise<readonly string[]> {
  const { answers } = await everythingRead(story);
  const bodies = [...answers].filter(([path]) => path.startsWith('/congregations'));
  return bodies
    .flatMap(([, text]): readonly unknown[] => {
      const body: unknown = JSON.parse(text);
      return listed.safeParse(body).data?.items ?? [body];
    })
    .map((thing) =>
      JSON.stringify(thing)
        .replace(/\b(?:[a-z2-7]{16}|[a-z2-7]{10})\b/g, 'id')
        .replace(/(T\d\d:\d\d):\d\d\.\d{3}Z/g, '$1'),
    )
    .toSorted();
}

test('a host, and the log, see the same, whether somebody said no or nothing', PATIENCE, async () => {
  const views = [];
  const logs = [];
  for (const words of ['1. The tea.\n3. No, I am tired of it.', undefined]) {
    const api = await openApi();
    const story = await seasonIn(api.house);
    await story.until('2026-12-09T10:00:00.000Z');
    for (const name of ['Ana', 'Bo', 'Dee']) await story.says(name, 'review', '3. Yes.');
    if (words !== undefined) await story.says('Cleo', 'review', words);
    const before = api.house.logged.length;
    await outcomeOf(story);
    logs.push(api.house.logged.slice(before).map((line) => line.replace(/\b[a-z2-7]{16}\b/g, 'id')));
    const { willow } = story;
    const key = hostKeyOf(api.house.deps.hostKeySecret, willow.id, willow.host.host);
    views.push(await viewOf({ ...story, api, key, path: `/congregations/${willow.id}` }));
  }
  expect(views[0]).toEqual(views[1]);
  expect(logs[0]).toEqual(logs[1]);
});
