import { describe, expect, it } from 'vitest';
import { compose } from '../support/houseReply.ts';
import { apiHouses, pageIn } from './apiHouse.ts';
import { SECRET, storyOver } from './story.ts';

const openApi = apiHouses();

async function held() {
  const api = await openApi();
  const { willow, ids } = await storyOver(api);
  const path = `${willow.path}/held-mail/${ids.heldMail}`;
  const settle = (to: 'release' | 'discard', by = 0) =>
    api.call('POST', `${path}/${to}`, { key: willow.hosts[by]?.key });
  return { ...api, willow, ids, path, settle };
}

describe('held mail', () => {
  it('shows its sender, its reason, its letter and its state, and nothing else', async () => {
    const { get, path, willow, ids } = await held();
    const { body } = await get(path, willow.key);
    expect(body).toEqual({
      id: ids.heldMail,
      reason: 'unknown-sender',
      sender: 'stranger@example.net',
      member: expect.any(String),
      letter: expect.any(String),
      receivedAt: expect.any(String),
      state: { name: 'held' },
    });
  });

  it('is counted when a host releases it, once, and she is on record', async () => {
    const { settle, get, willow, ids, house } = await held();
    const [hanna] = willow.hosts;
    const released = { status: 200, body: { state: { name: 'released', by: hanna?.member } } };
    expect(await settle('release')).toMatchObject(released);
    expect(await settle('release', 1)).toMatchObject(released);
    const { items } = pageIn(await get(`${willow.path}/audit`, willow.key));
    expect(items.filter(({ to }) => to === ids.heldMail)).toEqual([
      { at: expect.any(String), host: hanna?.member, did: 'released-held-mail', to: ids.heldMail },
    ]);
    house.clock.pass({ days: 3 });
    await house.settle();
    const digest = Buffer.from(house.mailOf('bo@example.org').at(-1)?.bytes ?? []).toString();
    expect(digest.split(SECRET).length - 1).toBeGreaterThan(1);
  });

  it('is not counted when a host discards it, and stays discarded', async () => {
    const { settle } = await held();
    expect(await settle('discard')).toMatchObject({ status: 200, body: { state: { name: 'discarded' } } });
    expect(await settle('discard')).toMatchObject({ status: 200, body: { state: { name: 'discarded' } } });
    expect(await settle('release')).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#settled-before', detail: 'It was discarded.' },
    });
  });

  it('can only be discarded when it names no letter', async () => {
    const { house, willow, get, call } = await held();
    const to = `willow-circle-${willow.id}@crew.example`;
    const mail = compose({ From: 'ana@example.org', To: to, Subject: 'hello' }, 'hello');
    expect(await house.comesIn(mail)).toMatch(/^held/);
    const { items } = pageIn(await get(`${willow.path}/held-mail`, willow.key));
    const unnamed = items.find(({ sender }) => sender === 'ana@example.org');
    const settle = (how: string) =>
      call('POST', `${willow.path}/held-mail/${unnamed?.id}/${how}`, { key: willow.key });
    expect(await settle('release')).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#cannot-be-counted' },
    });
    expect((await settle('discard')).status).toBe(200);
  });
});
