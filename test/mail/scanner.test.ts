import { beforeAll, describe, expect, test } from 'vitest';
import { compose, opened, replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { askedCircle, type Circle } from './circle.ts';
import { oneApp } from './runningApp.ts';

const running = oneApp();

const KINDS = ['members', 'letters', 'held-mail', 'audit'] as const;

describe('a scanner that follows every link of every letter', () => {
  let circle: Circle;
  let links: readonly string[] = [];

  beforeAll(async () => {
    circle = await everyKindOfLetter();
    const found = await Promise.all(running().letters().map(linksIn));
    for (const each of found) expect(each.length).toBeGreaterThan(0);
    links = [...new Set(found.flat())];
  });

  /** All that hosts can see, all that was said, and how many letters left. */
  const state = async () => ({
    shown: await Promise.all(KINDS.map((kind) => circle.list(kind))),
    replies: await circle.replies(),
    sent: running().letters().length,
  });

  test('meets every kind of letter', async () => {
    const kinds = new Set((await circle.list('letters')).map(({ template }) => template));
    // Hosts see none of them: it says who wrote from where.
    const subjects = await (await Promise.all(running().letters().map(opened))).map(({ subject }) => subject);
    expect(subjects).toContain('Was this mail from you?');
    expect([...kinds].sort()).toEqual([
      'confirm',
      'digest',
      'host-notice',
      'no-words',
      'prompt',
      'receipt',
      'unreadable',
      'welcome',
    ]);
    expect(links.length).toBeGreaterThan(kinds.size);
  });

  test('changes nothing, by GET nor by HEAD', async () => {
    const before = await state();
    expect(before.shown.every((items) => items.length > 0)).toBe(true);
    for (const link of links) {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const answer = await fetch(link, { method, headers: { 'user-agent': 'LinkScanner/1.0' } });
        const body = await answer.text();
        expect(answer.status, `${method} ${link}`).toBe(200);
        if (method === 'HEAD') expect(body).toBe('');
      }
    }
    await running().settle();
    expect(await state()).toEqual(before);
  });

  test('is no one-click: that is a POST (RFC 8058), and it does', async () => {
    const { header } = await opened(circle.newest('Ana'));
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const url = /<(http[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '';
    expect(links).toContain(url);
    const standingOf = async (name: string) =>
      (await circle.show(`members/${circle.memberOf(name)}`)).standing;
    expect(await standingOf('Ana')).toEqual({ name: 'active' });
    const crew = await circle.crew('Ana', 'Bo');
    const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    expect(answer.status).toBe(200);
    expect(await standingOf('Ana')).toMatchObject({ name: 'left' });
    expect(await standingOf('Bo')).toEqual({ name: 'active' });

    const before = circle.inbox('Ana').length;
    await circle.ask(crew, 'Without her?');
    expect(circle.inbox('Ana')).toHaveLength(before);
    expect((await opened(circle.newest('Bo'))).text).toContain('Without her?');
  });
});

/** Everything in the page, and in the headers that mail programs make buttons of; only what leads to us. */
async function linksIn(mail: DeliveredMail): Promise<readonly string[]> {
  const { text, html, header } = await opened(mail);
  const everywhere = [
    text,
    html.replaceAll('&amp;', '&'),
    header('list-unsubscribe'),
    header('list-archive'),
  ];
  return everywhere
    .flatMap((part) => part.match(/https?:\/\/[^\s"'<>)]+/g) ?? [])
    .filter((link) => link.startsWith(running().url));
}

async function everyKindOfLetter(): Promise<Circle> {
  const circle = await askedCircle(running(), 'Ana', 'Bo', 'Cleo');
  const [anas, bos, cleos] = ['Ana', 'Bo', 'Cleo'].map((name) => circle.newest(name));
  if (!anas || !bos || !cleos) throw new Error('three prompts');
  const comesIn = async (...mail: Parameters<typeof replyTo>) => running().comesIn(await replyTo(...mail));
  await comesIn(anas, { words: 'A lake.' });
  await comesIn(bos, { words: '' });
  await comesIn(bos, { words: 'Not from home.', from: 'bo@elsewhere.example' });
  await comesIn(cleos, { words: 'pause' });
  await running().comesIn(
    compose(
      {
        From: circle.addressOf('Ana'),
        To: circle.address,
        References: `<${anas.messageId}>`,
        'X-Bomb': 'boom '.repeat(80_000),
      },
      'Nobody can read this.',
    ),
  );
  await running().pass({ days: 3 });
  await running().pass({ days: 181 });
  await comesIn(bos, { words: 'stop' });
  return circle;
}
