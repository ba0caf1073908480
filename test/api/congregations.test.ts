import { describe, expect, it } from 'vitest';
import { apiHouses, congregationOver, idOf, OPERATOR_KEY, WILLOW } from './apiHouse.ts';

const openApi = apiHouses();

describe('creating a congregation', () => {
  it('answers its id and a key for each host, and the keys open it', async () => {
    const api = await openApi();
    const made = await api.post('/congregations', OPERATOR_KEY, WILLOW);
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/congregations/${idOf(made)}`);
    expect(made.body).toMatchObject({
      name: 'Willow circle',
      zone: 'Europe/Lisbon',
      hosts: [
        { name: 'Hanna', key: expect.stringMatching(/^ct_[a-z2-7]{52}$/) },
        { name: 'Hugo', key: expect.stringMatching(/^ct_[a-z2-7]{52}$/) },
      ],
    });
    const { path, hosts } = await congregationOver(api);
    for (const { key } of hosts) {
      expect(await api.get(path, key)).toMatchObject({ status: 200, body: { name: 'Willow circle' } });
    }
  });

  it('is done once under one Idempotency-Key, and answered alike with the same keys', async () => {
    const api = await openApi();
    const under = { 'idempotency-key': 'key-1' };
    const first = await api.post('/congregations', OPERATOR_KEY, WILLOW, under);
    const second = await api.post('/congregations', OPERATOR_KEY, WILLOW, under);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const other = await api.post('/congregations', OPERATOR_KEY, { ...WILLOW, name: 'Elm circle' }, under);
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'https://crew.example/docs#idempotency-key-reused' },
    });
    const without = await api.post('/congregations', OPERATOR_KEY, WILLOW);
    expect(idOf(without)).not.toBe(idOf(first));
  });

  it.each([
    ['one host alone', { ...WILLOW, hosts: WILLOW.hosts.slice(0, 1) }, '/hosts'],
    [
      'two hosts at one address, in whatever case',
      { ...WILLOW, hosts: [WILLOW.hosts[0], { name: 'Hugo', email: 'HANNA@example.org' }] },
      '/hosts',
    ],
    ['a zone that nobody knows', { ...WILLOW, zone: 'Europe/Atlantis' }, '/zone'],
    [
      'an address that is none',
      { ...WILLOW, hosts: [WILLOW.hosts[0], { name: 'Hugo', email: 'hugo' }] },
      '/hosts/1/email',
    ],
    ['a name of two lines', { ...WILLOW, name: 'Willow\ncircle' }, '/name'],
    ['an empty object', {}, '/name'],
  ])('refuses %s and says where', async (_, body, pointer) => {
    const api = await openApi();
    const refused = await api.post('/congregations', OPERATOR_KEY, body);
    expect(refused).toMatchObject({
      status: 422,
      body: { status: 422, errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each([
    ['no key', undefined],
    ['a wrong key', 'wrong'],
    ['half a key', OPERATOR_KEY.slice(0, 9)],
  ])('is refused to %s', async (_, key) => {
    const api = await openApi();
    const refused = await api.post('/congregations', key, WILLOW);
    expect(refused).toMatchObject({ status: 401, body: { status: 401 } });
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('is refused to a host’s key, and the operator’s key opens no congregation', async () => {
    const api = await openApi();
    const { path, key } = await congregationOver(api);
    expect((await api.post('/congregations', key, WILLOW)).status).toBe(401);
    expect((await api.get(path, OPERATOR_KEY)).status).toBe(401);
  });

  it('refuses an Idempotency-Key that is too long', async () => {
    const api = await openApi();
    const refused = await api.post('/congregations', OPERATOR_KEY, WILLOW, {
      'idempotency-key': 'k'.repeat(201),
    });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ header: 'Idempotency-Key' }] } });
  });
});
