import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { caller } from './calling.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { modes } from './modes.ts';
import type { ResendStandIn } from './standIn.ts';
import { startResend } from './startResend.ts';

let clock: MovableClock;
let resend: ResendStandIn;
let api: ReturnType<typeof caller>;
beforeEach(async () => {
  clock = movableClock();
  resend = await startResend({ clock });
  api = caller(resend);
});
afterEach(() => resend.close());

const raw = (words: string) =>
  Buffer.from(
    `From: Ada <ada@home.example>\r\nTo: reply+abc@mail.example\r\nSubject: Re: x\r\n\r\n${words}\r\n`,
  );
const envelope = { from: 'ada@home.example', to: ['reply+abc@mail.example'] };

const list = z.object({ has_more: z.boolean(), data: z.array(z.looseObject({ id: z.string() })) });
const shown = z.looseObject({ raw: z.object({ download_url: z.string(), expires_at: z.string() }) });
const listed = async (query: string) => {
  const { has_more, data } = list.parse((await api.get(`/emails/receiving${query}`)).body);
  return { has_more, ids: data.map(({ id }) => id) };
};
const pathOf = ({ raw: { download_url } }: z.infer<typeof shown>) => download_url.slice(resend.url.length);

test('the list is newest first, in pages that go on after or before an id', async () => {
  const ids: string[] = [];
  for (const word of ['1', '2', '3', '4', '5']) ids.unshift(await resend.receive(raw(word), envelope));
  expect(await listed('')).toEqual({ has_more: false, ids });
  expect(await listed('?limit=2')).toEqual({ has_more: true, ids: ids.slice(0, 2) });
  expect(await listed(`?limit=2&after=${ids[1]}`)).toEqual({ has_more: true, ids: ids.slice(2, 4) });
  expect(await listed(`?limit=2&after=${ids[3]}`)).toEqual({ has_more: false, ids: ids.slice(4) });
  expect(await listed(`?limit=2&before=${ids[3]}`)).toEqual({ has_more: true, ids: ids.slice(1, 3) });
});

test.each(['?limit=0', '?limit=101', '?after=x', '?after=1&before=2'])(
  'a list is refused for %s',
  async (query) => {
    expect(await api.get(`/emails/receiving${query}`)).toMatchObject({ status: 422 });
  },
);

test('a mail can be downloaded for an hour, behind the lines of the receiving server, without the key', async () => {
  const words = raw('Yes, gladly.');
  const id = await resend.receive(words, {
    ...envelope,
    client: { ip: '203.0.113.5', helo: 'out.home.example' },
  });
  const said = await api.get(`/emails/receiving/${id}`);
  const mail = shown.parse(said.body);
  expect(mail).toMatchObject({ id, text: 'Yes, gladly.\n', received_for: envelope.to });
  const download = await api.get(pathOf(mail), {});
  const lines = String(download.body).slice(0, -words.length);
  expect(String(download.body).endsWith(words.toString())).toBe(true);
  expect(lines).toMatch(
    /^Return-Path: <ada@home\.example>\r\nReceived: from out\.home\.example .*\[203\.0\.113\.5\]/,
  );
  expect(lines.endsWith('\r\n') && !lines.includes('\r\n\r\n')).toBe(true);

  expect(await api.get(`${pathOf(mail)}x`, {})).toMatchObject({ status: 403 });
  clock.forward(3_600_000);
  expect(await api.get(pathOf(mail), {})).toMatchObject({ status: 403 });
  expect(resend.violations).toEqual([]);
});

test('a key that is shown to the download’s server is noted', async () => {
  const id = await resend.receive(raw('Yes.'), envelope);
  await api.get(pathOf(shown.parse((await api.get(`/emails/receiving/${id}`)).body)));
  expect(resend.violations).toEqual([{ rule: 'api key at the download', detail: `/raw/${id}` }]);
});

test('what is forgotten is neither listed nor shown', async () => {
  const id = await resend.receive(raw('Yes.'), envelope);
  const mail = shown.parse((await api.get(`/emails/receiving/${id}`)).body);
  resend.forget(id);
  expect(await listed('')).toEqual({ has_more: false, ids: [] });
  expect(await api.get(`/emails/receiving/${id}`)).toMatchObject({
    status: 404,
    body: { name: 'not_found' },
  });
  expect(await api.get(pathOf(mail), {})).toMatchObject({ status: 403 });
});

test('reading fails as told', async () => {
  const id = await resend.receive(raw('Yes.'), envelope);
  const mail = shown.parse((await api.get(`/emails/receiving/${id}`)).body);
  resend.nextReads(modes.unavailable, modes.cutBefore, modes.error, modes.brokenAnswer);
  expect(await api.get('/emails/receiving')).toMatchObject({ status: 503 });
  await expect(api.get(`/emails/receiving/${id}`)).rejects.toThrow();
  expect(await api.get(pathOf(mail), {})).toMatchObject({ status: 500 });
  await expect(api.get(pathOf(mail), {})).rejects.toThrow();
  expect(await api.get(pathOf(mail), {})).toMatchObject({ status: 200 });
});
