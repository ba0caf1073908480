import { describe, expect, it } from 'vitest';
import { apiHouses, membersOver, pageIn } from './apiHouse.ts';
import { crewOver, type SeasonStory, seasonOver } from './seasonStory.ts';

const openApi = apiHouses();

async function story(...names: readonly string[]) {
  const tale = await seasonOver(await openApi(), names.length === 0 ? undefined : names);
  const at = (member: string) => `/crews/${tale.crew}/members/${member}`;
  return {
    ...tale,
    join: (member: string, headers = {}) => tale.asked('PUT', at(member), undefined, headers),
    takeOut: (member: string) => tale.asked('DELETE', at(member)),
  };
}

/** Who got letters of a kind since the season began. */
const lettersOf = async ({ get, house, willow }: SeasonStory, template: string) => {
  await house.settle();
  const letters = pageIn(await get(`${willow.path}/letters?limit=100`, willow.key)).items;
  return letters.filter((letter) => letter.template === template).map(({ to }) => to);
};

describe('joining a crew', () => {
  it('brings her the season and the others the news, once', async () => {
    const tale = await story();
    const [eli = ''] = await membersOver(tale, tale.willow, 'Eli');
    const joined = await tale.join(eli);
    expect(joined).toMatchObject({ status: 200, body: { members: [...tale.members, eli] } });
    expect((await lettersOf(tale, 'your-crew')).toSorted()).toEqual([...tale.members, eli].toSorted());
    expect((await lettersOf(tale, 'change')).toSorted()).toEqual(tale.members.toSorted());
    expect(await tale.join(eli)).toMatchObject({ status: 200, body: joined.body });
    expect(await lettersOf(tale, 'change')).toHaveLength(tale.members.length);
    const season = (await tale.get(tale.path, tale.willow.key)).body;
    expect(season).toMatchObject({ hosting: [...tale.members, eli] });
  });

  it('works without a season too', async () => {
    const { call, willow, crew, members, ...api } = await crewOver(await openApi(), 'Ana', 'Bo', 'Cleo');
    const [dee = ''] = await membersOver({ ...api, call }, willow, 'Dee');
    const path = `${willow.path}/crews/${crew}/members/${dee}`;
    expect(await call('PUT', path, { key: willow.key })).toMatchObject({
      status: 200,
      body: { members: [...members, dee] },
    });
  });

  it('is refused to an eighth, and to who has left', async () => {
    const tale = await story('Ana', 'Bo', 'Cleo', 'Dee', 'Eli', 'Fay', 'Gus');
    const [hal = ''] = await membersOver(tale, tale.willow, 'Hal');
    expect(await tale.join(hal)).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#crew-full' },
    });
    await tale.takeOut(tale.members[0] ?? '');
    const mail = Buffer.from(tale.house.mailOf('hal@example.org').at(-1)?.bytes ?? []).toString();
    await tale.call('POST', /https:\/\/crew\.example(\/leave\/[a-z2-7]+)/.exec(mail)?.[1] ?? '');
    expect(await tale.join(hal)).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#not-taking-part' },
    });
  });

  it('is not for strangers', async () => {
    const tale = await story();
    expect((await tale.join('aaaaaaaaaaaaaaaa')).status).toBe(404);
    expect((await tale.join('Ana')).status).toBe(404);
  });
});

describe('taking somebody out of a crew', () => {
  it('brings her one farewell, and the others whose turn it is now', async () => {
    const tale = await story();
    const [ana = '', bo = '', cleo, dee] = tale.members;
    expect(await tale.takeOut(bo)).toMatchObject({ status: 200, body: { members: [ana, cleo, dee] } });
    expect(await lettersOf(tale, 'farewell')).toEqual([bo]);
    expect((await lettersOf(tale, 'change')).toSorted()).toEqual([ana, cleo, dee].toSorted());
    expect((await tale.season()).meetings.map(({ host }) => host)).toEqual([ana, cleo, cleo, dee, ana]);
    expect((await tale.takeOut(bo)).status).toBe(404);
    expect(await lettersOf(tale, 'farewell')).toEqual([bo]);
  });

  it('ends the season when one is left', async () => {
    const tale = await story('Ana', 'Bo', 'Cleo');
    const [ana = '', bo = '', cleo = ''] = tale.members;
    await tale.takeOut(ana);
    await tale.takeOut(bo);
    await tale.house.settle();
    expect((await tale.season()).state.name).toBe('ended');
    expect(await tale.takeOut(cleo)).toMatchObject({ status: 200, body: { members: [] } });
  });

  it('is not for who isn’t in it', async () => {
    const tale = await story();
    const [eli = ''] = await membersOver(tale, tale.willow, 'Eli');
    for (const who of [eli, 'aaaaaaaaaaaaaaaa', '..']) expect((await tale.takeOut(who)).status).toBe(404);
  });
});
