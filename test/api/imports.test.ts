import { describe, expect, it } from 'vitest';
import {
  type ApiHouse,
  apiHouses,
  congregationOver,
  idOf,
  pageIn,
  type TestCongregation,
} from './apiHouse.ts';

const openApi = apiHouses();

const postCsv = (
  api: ApiHouse,
  { path, key }: TestCongregation,
  raw: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
) => api.call('POST', `${path}/imports`, { key, raw, headers: { 'content-type': 'text/csv', ...headers } });

const namesIn = async (api: ApiHouse, { path, key }: TestCongregation) =>
  pageIn(await api.get(`${path}/members`, key))
    .items.map(({ name }) => name)
    .sort();

describe('importing members', () => {
  it('adds them from JSON, welcomes them, and reports on each row', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const made = await api.post(`${willow.path}/imports`, willow.key, {
      members: [
        { name: 'Ana', email: 'ana@example.org', zone: 'Asia/Tokyo' },
        { name: 'Bo', email: 'bo@example.org' },
      ],
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: 'done',
        counts: { added: 2, invalid: 0 },
        rows: [
          { row: 1, outcome: 'added', member: expect.any(String) },
          { row: 2, outcome: 'added' },
        ],
        warnings: [],
      },
    });
    const location = made.headers.get('location') ?? '';
    expect((await api.get(location, willow.key)).body).toEqual(made.body);
    await api.house.settle();
    expect(api.house.mailOf('ana@example.org')).toHaveLength(1);
    const { items } = pageIn(await api.get(`${willow.path}/members`, willow.key));
    expect(items).toContainEqual(
      expect.objectContaining({ name: 'Ana', zone: 'Asia/Tokyo', role: 'member' }),
    );
    expect(items).toContainEqual(expect.objectContaining({ name: 'Bo', zone: 'Europe/Lisbon' }));
  });

  it('reads a CSV with BOM, semicolons, quoted cells, CRLF, empty lines and columns in any order and case', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const csv = [
      '\uFEFFE-Mail;EMAIL;Zone;  "Name" ',
      'x;ana@example.org;Europe/Paris;"Ana ""the; first"" Á."',
      '',
      ';;;',
      'x;bo@example.org;;Bo;surplus',
    ].join('\r\n');
    expect(await postCsv(api, willow, csv)).toMatchObject({
      status: 201,
      body: {
        rows: [
          { row: 2, outcome: 'added' },
          { row: 5, outcome: 'added' },
        ],
      },
    });
    expect(await namesIn(api, willow)).toEqual(['Ana "the; first" Á.', 'Bo', 'Hanna', 'Hugo']);
  });

  it('reports bad rows and duplicates of a CSV by number, and adds the others', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const csv = [
      'name,email,zone',
      'Ana,ana@example.org,',
      'Nobody,not an address,',
      ',noname@example.org,',
      'Ana again,ANA@example.org,',
      'Hanna,hanna@example.org,',
      'Zoe,zoe@example.org,Mars/Olympus',
      'Short',
      'Bo,bo@example.org,Europe/Berlin',
    ].join('\n');
    const made = await postCsv(api, willow, csv);
    expect(made).toMatchObject({
      status: 201,
      body: {
        counts: { added: 2, invalid: 4, 'twice-in-import': 1, 'already-member': 1, 'congregation-full': 0 },
        rows: [
          { row: 2, outcome: 'added' },
          { row: 3, outcome: 'invalid', problem: 'email: not an email address' },
          { row: 4, outcome: 'invalid', problem: expect.stringMatching(/^name: /) },
          { row: 5, outcome: 'twice-in-import' },
          { row: 6, outcome: 'already-member' },
          { row: 7, outcome: 'invalid', problem: expect.stringMatching(/^zone: not an IANA time zone/) },
          { row: 8, outcome: 'invalid', problem: expect.stringMatching(/^email: /) },
          { row: 9, outcome: 'added' },
        ],
      },
    });
    expect(await namesIn(api, willow)).toEqual(['Ana', 'Bo', 'Hanna', 'Hugo']);
  });

  it.each([
    ['without an email column', 'name,phone\nAna,123\n', 422, /no column email; found: name \| phone/],
    ['without a name column', 'email\tzone\na@example.org\t\n', 422, /no column name; found: email \| zone/],
    [
      'with two email columns',
      'name,email,email\nAna,a@example.org,b@example.org\n',
      422,
      /two columns email/,
    ],
    ['with a header alone', 'name,email\n', 422, /no row/],
    ['that is empty', '', 422, /no column name and no column email/],
    [
      'with a quote that nobody closes',
      'name,email\n"Ana,ana@example.org\nBo,bo@example.org\n',
      400,
      /not closed/,
    ],
    ['of zeros', '\0'.repeat(100), 422, /no column/],
  ])('refuses a CSV %s and says why', async (_, csv, status, why) => {
    const api = await openApi();
    const willow = await congregationOver(api);
    expect(await postCsv(api, willow, csv)).toMatchObject({
      status,
      body: { detail: expect.stringMatching(why) },
    });
    expect(await namesIn(api, willow)).toEqual(['Hanna', 'Hugo']);
  });

  it('refuses a CSV in another charset than UTF-8, said or not', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const latin = Buffer.from('name,email\nJosé,jose@example.org\n', 'latin1');
    expect(
      await postCsv(api, willow, latin, { 'content-type': 'text/csv; charset=windows-1252' }),
    ).toMatchObject({
      status: 415,
      body: { detail: expect.stringContaining('utf-8') },
    });
    expect(await postCsv(api, willow, latin)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('UTF-8') },
    });
    const said = await postCsv(api, willow, 'name,email\nJosé,jose@example.org\n', {
      'content-type': 'Text/CSV; header=present; charset="UTF-8"',
    });
    expect(said.status).toBe(201);
  });

  it('takes 500 rows and refuses more', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const rows = (count: number) =>
      ['name,email', ...Array.from({ length: count }, (_, at) => `Nobody ${at},none`)].join('\n');
    expect((await postCsv(api, willow, rows(501))).status).toBe(422);
    expect(await postCsv(api, willow, rows(500))).toMatchObject({
      status: 201,
      body: { counts: { invalid: 500 } },
    });
  });

  it('refuses rows that are too long to be kept together, before anything is added', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const members = Array.from({ length: 500 }, (_, at) => ({
      name: '\u{1F41A}'.repeat(40),
      email: `${'\u{1F41A}'.repeat(100)}${at}@example.org`,
    }));
    const refused = await api.post(`${willow.path}/imports`, willow.key, { members });
    expect(refused).toMatchObject({ status: 413, body: { detail: expect.stringContaining('fewer rows') } });
    expect(await namesIn(api, willow)).toEqual(['Hanna', 'Hugo']);
  });

  it('warns from 100 members on, and lets no more than 199 in', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const many = (from: number, count: number) => ({
      members: Array.from({ length: count }, (_, at) => ({
        name: `Member ${from + at}`,
        email: `m${from + at}@example.org`,
      })),
    });
    const first = await api.post(`${willow.path}/imports`, willow.key, many(0, 97));
    expect(first.body).toMatchObject({ counts: { added: 97 }, warnings: [] });
    const second = await api.post(`${willow.path}/imports`, willow.key, many(97, 1));
    expect(second.body).toMatchObject({ warnings: [expect.stringMatching(/100 members.*divide/)] });
    const third = await api.post(`${willow.path}/imports`, willow.key, many(98, 102));
    expect(third.body).toMatchObject({ counts: { added: 99, 'congregation-full': 3 } });
  });

  it('is done once under one Idempotency-Key', async () => {
    const api = await openApi();
    const willow = await congregationOver(api);
    const post = (email: string) =>
      api.post(
        `${willow.path}/imports`,
        willow.key,
        { members: [{ name: 'Ana', email }] },
        { 'idempotency-key': 'i' },
      );
    const first = await post('ana@example.org');
    expect(await post('ana@example.org')).toMatchObject({ status: 201, body: first.body });
    expect(await post('other@example.org')).toMatchObject({ status: 422 });
    expect(await namesIn(api, willow)).toEqual(['Ana', 'Hanna', 'Hugo']);
    expect(idOf(first)).toMatch(/^[a-z2-7]{16}$/);
  });
});
