import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { IncomingMail } from '../support/house.ts';
import { compose, replyTo } from '../support/houseReply.ts';
import { askedCircle, type Circle } from './circle.ts';
import { oneApp } from './runningApp.ts';

const running = oneApp();
const asked = () => askedCircle(running(), 'Ana', 'Bo');

describe('mail that lacks something', () => {
  test('with no From is held, and the member whose letter it answers is asked once a day', async () => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    const nobodys = (words: string) => replyTo(mail, { words, headers: { From: undefined } });
    const first = await running().comesIn(await nobodys('Whose am I?'));
    expect(first).toMatchObject({ code: 250, became: ['held: no-sender'] });
    expect(first.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    const held = await circle.list('held-mail');
    expect(held).toMatchObject([
      { reason: 'no-sender', sender: '', letter: mail.key, state: { name: 'held' } },
    ]);
    expect(JSON.stringify(held)).not.toContain('Whose');
    const second = await running().comesIn(await nobodys('And I?'));
    expect(second).toMatchObject({ code: 250, became: ['held: no-sender'], letters: [] });
    expect(await circle.replies()).toEqual([]);

    const yes = await running().comesIn(await replyTo(circle.newest('Ana'), { words: 'yes' }));
    expect(yes.became).toEqual(['settled-held-mail']);
    expect((await circle.replies()).map(({ words }) => words)).toContain('Whose am I?');
  });

  test('with no Message-ID counts once, however often it comes; another such mail counts too', async () => {
    const circle = await asked();
    const headers = { 'Message-ID': undefined };
    const mail = await replyTo(circle.newest('Ana'), { words: 'Nameless, but mine.', headers });
    expect(await running().comesIn(mail)).toMatchObject({ code: 250, became: ['counted'], letters: [] });
    expect(await running().comesIn(mail)).toMatchObject({ code: 250, letters: [] });
    const other = await replyTo(circle.newest('Ana'), { words: 'Nameless again.', headers });
    expect(await running().comesIn(other)).toMatchObject({ code: 250, became: ['counted'] });
    expect((await circle.replies()).map(({ words }) => words).sort()).toEqual([
      'Nameless again.',
      'Nameless, but mine.',
    ]);
  });

  test('with no words is kept, and told of kindly once a day', async () => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    const first = await running().comesIn(await replyTo(mail, { words: '' }));
    expect(first).toMatchObject({ code: 250, became: ['no-words'] });
    expect(first.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    const [kind] = first.letters;
    expect(kind && (await circle.letterOf(kind))).toMatchObject({ template: 'no-words' });
    expect(await running().comesIn(await replyTo(mail, { words: '' }))).toMatchObject({ letters: [] });
    expect((await circle.replies()).map(({ words }) => words)).toEqual(['', '']);
  });
});

describe('mail that is too much', () => {
  test('an attachment of 30 MB is told 552 and nothing of it is kept', async () => {
    const circle = await asked();
    const kept = () => readdir(`${running().dataDir}/raw-mail`, { recursive: true });
    const before = await kept();
    const { bytes, envelope } = await replyTo(circle.newest('Ana'), { words: 'My photos:' });
    const attachment = Buffer.alloc(30 * 1024 * 1024, `${'A'.repeat(76)}\r\n`);
    const mail = { bytes: Buffer.concat([bytes, attachment]), envelope };
    expect(await running().comesIn(mail)).toEqual({ code: 552, became: [], letters: [] });
    expect(await kept()).toEqual(before);
    expect(await circle.replies()).toEqual([]);
    const small = await replyTo(circle.newest('Ana'), { words: 'Then in words: a lake.' });
    expect(await running().comesIn(small)).toMatchObject({ code: 250, became: ['counted'] });
  });

  test('MIME 2,000 deep is taken and held; its member is told kindly once', async () => {
    const circle = await asked();
    const deep = async (id: string) => nested(await replyTo(circle.newest('Ana'), { words: '' }), id);
    const first = await running().comesIn(await deep('deep-1'));
    expect(first).toMatchObject({ code: 250, became: ['held: unreadable'] });
    expect(first.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    const [kind] = first.letters;
    expect(kind && (await circle.letterOf(kind))).toMatchObject({ template: 'unreadable' });
    expect(await running().comesIn(await deep('deep-2'))).toMatchObject({
      code: 250,
      became: ['held: unreadable'],
      letters: [],
    });
    const held = await circle.list('held-mail');
    expect(held).toHaveLength(2);
    for (const each of held) {
      expect(each).toMatchObject({ reason: 'unreadable', sender: circle.addressOf('Ana') });
      expect(each).toMatchObject({ member: circle.memberOf('Ana'), state: { name: 'held' } });
    }
    expect(await circle.replies()).toEqual([]);
  });

  test.each<[string, (head: string) => string]>([
    ['of 30,000 header lines', (head) => `${head}${'X-Bomb: boom\r\n'.repeat(30_000)}`],
    ['of one header line of a megabyte', (head) => `${head}X-Bomb: ${'boom '.repeat(200_000)}\r\n`],
    ['of a header folded 30,000 times', (head) => `${head}X-Bomb: 1\r\n${' boom\r\n'.repeat(30_000)}`],
    ['of 20,000 references', (head) => withMore(head, 'References', '<a@b.example> '.repeat(20_000))],
    ['of 30,000 encoded words', (head) => withMore(head, 'Subject', '=?utf-8?q?=41?= '.repeat(30_000))],
  ])('a header bomb %s is taken and held; its member is told kindly', async (_, bomb) => {
    const circle = await asked();
    const { code, became, letters } = await running().comesIn(await bombed(circle, bomb));
    expect({ code, became }).toEqual({ code: 250, became: ['held: unreadable'] });
    expect(letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    expect(await circle.list('held-mail')).toMatchObject([
      { reason: 'unreadable', sender: circle.addressOf('Ana'), letter: circle.inbox('Ana').at(1)?.key },
    ]);
  });

  test.each<[string, (head: string) => string]>([
    ['10,000 recipients', (head) => withMore(head, 'To', 'x@y.example, '.repeat(10_000))],
    ['10,000 references', (head) => withMore(head, 'References', '<a@b.example> '.repeat(10_000))],
  ])('a reply that names %s counts', async (_, bomb) => {
    const circle = await asked();
    const came = await running().comesIn(await bombed(circle, bomb));
    expect(came).toEqual({ code: 250, became: ['counted'], letters: [] });
    expect((await circle.replies()).map(({ words }) => words)).toEqual(['Boom?']);
  });
});

/** Ana's reply with another head. */
async function bombed(circle: Circle, bomb: (head: string) => string): Promise<IncomingMail> {
  const { bytes, envelope } = await replyTo(circle.newest('Ana'), { words: 'Boom?' });
  const [head = '', body = ''] = Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\r\n)\r\n/);
  return { bytes: Buffer.from(`${bomb(head)}\r\n${body}`, 'latin1'), envelope };
}

const withMore = (head: string, name: string, more: string): string =>
  head.replace(new RegExp(`^${name}: `, 'm'), () => `${name}: ${more}`);

/** Multiparts in multiparts, with words at the bottom. */
function nested({ bytes, envelope }: IncomingMail, id: string): IncomingMail {
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)\r$`, 'm').exec(Buffer.from(bytes).toString('latin1'))?.[1];
  const lines: string[] = [];
  for (let depth = 1; depth <= 2_000; depth += 1)
    lines.push(`--b${depth - 1}`, `Content-Type: multipart/mixed; boundary=b${depth}`, '');
  lines.push('--b2000', 'Content-Type: text/plain', '', 'Down here.');
  for (let depth = 2_000; depth >= 0; depth -= 1) lines.push(`--b${depth}--`);
  const { bytes: deep } = compose(
    {
      From: header('From'),
      To: header('To'),
      Subject: header('Subject'),
      'Message-ID': `<${id}@client.example>`,
      'Content-Type': 'multipart/mixed; boundary=b0',
    },
    lines.join('\n'),
  );
  return { bytes: deep, envelope };
}
