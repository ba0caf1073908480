import { describe, expect, test } from 'vitest';
import { compose, opened, replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { askedCircle } from './circle.ts';
import { MAIL_DOMAIN, oneApp } from './runningApp.ts';

const running = oneApp();
const asked = () => askedCircle(running(), 'Ana', 'Bo');
const STRANGER = 'stranger@elsewhere.example';

const replyAddress = async (mail: DeliveredMail) =>
  /<([^>]+)>/.exec((await opened(mail)).header('reply-to'))?.[1] ?? '';

/** As a client writes to an address alone, without the letter that gave it. */
const mailTo = (from: string, to: string, words: string, id = 'mail-1') =>
  compose({ From: from, To: to, Subject: 'a word', 'Message-ID': `<${id}@client.example>` }, words);

/** The last character of a token is of its MAC. */
const forged = (address: string) => address.replace(/.(?=@)/, (last) => (last === 'a' ? 'b' : 'a'));

describe('a reply address', () => {
  test('that a mail system has upper-cased is the same', async () => {
    const circle = await asked();
    const to = (await replyAddress(circle.newest('Ana'))).replace(/^[^@]+/, (local) => local.toUpperCase());
    expect(to).toMatch(/^REPLY\+[A-Z2-7]{48}@/);
    const came = await running().comesIn(mailTo(circle.addressOf('Ana'), to, 'Loud, and mine.'));
    expect(came).toEqual({ code: 250, became: ['counted'], letters: [] });
    expect(await circle.replies()).toMatchObject([
      { letter: circle.newest('Ana').key, words: 'Loud, and mine.' },
    ]);
  });

  test('that is forged: a member is asked, and nothing counts', async () => {
    const circle = await asked();
    const to = forged(await replyAddress(circle.newest('Ana')));
    const { code, became, letters } = await running().comesIn(
      mailTo(circle.addressOf('Ana'), to, 'Is this mine?'),
    );
    expect({ code, became }).toEqual({ code: 250, became: ['held: forged-token'] });
    expect(letters.map((letter) => letter.to)).toEqual([circle.addressOf('Ana')]);
    expect(await circle.list('held-mail')).toMatchObject([
      { reason: 'forged-token', sender: circle.addressOf('Ana'), member: circle.memberOf('Ana') },
    ]);
    expect(await circle.replies()).toEqual([]);
  });

  test('that a stranger forged is refused, and answered by nobody', async () => {
    const circle = await asked();
    const to = forged(await replyAddress(circle.newest('Ana')));
    const came = await running().comesIn(mailTo(STRANGER, to, 'Let me in'));
    expect(came).toEqual({ code: 250, became: ['refused: forged-token'], letters: [] });
    expect(await circle.list('held-mail')).toEqual([]);
    expect(await circle.replies()).toEqual([]);
  });

  test('that leaked to a stranger holds what she writes, and asks its member once', async () => {
    const circle = await asked();
    const stolen = (words: string) => replyTo(circle.newest('Bo'), { words, from: STRANGER });
    const first = await running().comesIn(await stolen('stop'));
    expect(first).toMatchObject({ code: 250, became: ['held: unknown-sender'] });
    expect(first.letters.map(({ to }) => to)).toEqual([circle.addressOf('Bo')]);
    expect(await circle.show(`members/${circle.memberOf('Bo')}`)).toMatchObject({
      standing: { name: 'active' },
    });
    expect(await circle.list('held-mail')).toMatchObject([
      { reason: 'unknown-sender', sender: STRANGER, state: { name: 'held' } },
    ]);
    expect(await circle.replies()).toEqual([]);
  });

  test('of another congregation: held there, and unseen here', async () => {
    const here = await asked();
    const there = await askedCircle(running(), 'Cleo', 'Dan');
    const to = await replyAddress(there.newest('Cleo'));
    const { code, became, letters } = await running().comesIn(
      mailTo(here.addressOf('Ana'), to, 'Wrong house'),
    );
    expect({ code, became }).toEqual({ code: 250, became: ['held: unknown-sender'] });
    expect(letters.map((letter) => letter.to)).toEqual([there.addressOf('Cleo')]);
    const [held] = await there.list('held-mail');
    expect(held).toMatchObject({ sender: here.addressOf('Ana'), member: there.memberOf('Cleo') });
    expect(await here.list('held-mail')).toEqual([]);
    await expect(here.show(`held-mail/${held?.id}`)).rejects.toThrow('404');
    expect([...(await here.replies()), ...(await there.replies())]).toEqual([]);
  });

  test('that has expired keeps words, and does what is asked after a yes', async () => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    await running().pass({ days: 181 });
    expect(await running().comesIn(await replyTo(mail, { words: 'I found your letter.' }))).toEqual({
      code: 250,
      became: ['counted'],
      letters: [],
    });
    const standing = async () => (await circle.show(`members/${circle.memberOf('Ana')}`)).standing;
    const stop = await running().comesIn(await replyTo(mail, { words: 'stop' }));
    expect(stop).toMatchObject({ code: 250, became: ['confirmation-asked'] });
    expect(stop.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    expect(await standing()).toEqual({ name: 'active' });
    const yes = await running().comesIn(await replyTo(circle.newest('Ana'), { words: 'yes' }));
    expect(yes).toMatchObject({ code: 250, became: ['done'] });
    expect(await standing()).toMatchObject({ name: 'left' });
    expect((await circle.replies()).map(({ words }) => words)).toContain('I found your letter.');
  });
});

describe('the address that a congregation’s letters come from', () => {
  test('holds what a stranger writes; hosts hear of it in the morning, and nobody answers', async () => {
    const circle = await asked();
    const came = await running().comesIn(mailTo(STRANGER, circle.address, 'Buy my wisteria'));
    expect(came).toEqual({ code: 250, became: ['held: unknown-sender'], letters: [] });
    const held = await circle.list('held-mail');
    expect(held).toMatchObject([{ reason: 'unknown-sender', sender: STRANGER, state: { name: 'held' } }]);
    expect(JSON.stringify(held)).not.toContain('wisteria');

    await running().pass({ days: 1 });
    for (const host of ['Hanna', 'Hugo']) {
      const mail = circle.newest(host);
      expect(await circle.letterOf(mail)).toMatchObject({ template: 'host-notice', state: { name: 'sent' } });
      const { text, html } = await opened(mail);
      expect(text).toContain(STRANGER);
      expect(`${text}${html}`).not.toContain('wisteria');
    }
    expect(
      running()
        .letters()
        .filter(({ to }) => to === STRANGER),
    ).toEqual([]);
  });

  test('takes a member’s reply that names its letter by References alone', async () => {
    const circle = await asked();
    const reply = await replyTo(circle.newest('Bo'), { words: 'By the old way.', to: circle.address });
    expect(await running().comesIn(reply)).toEqual({ code: 250, became: ['counted'], letters: [] });
    expect(await circle.replies()).toMatchObject([{ letter: circle.newest('Bo').key }]);
  });

  test('asks a member who writes to it afresh', async () => {
    const circle = await asked();
    const { became, letters } = await running().comesIn(
      mailTo(circle.addressOf('Ana'), circle.address, 'Hello all'),
    );
    expect(became).toEqual(['held: no-letter-named']);
    expect(letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
  });

  test('of no congregation takes nothing in', async () => {
    const circle = await asked();
    const nobody = `willow-1-aaaaaaaaaa@${MAIL_DOMAIN}`;
    const came = await running().comesIn(mailTo(circle.addressOf('Ana'), nobody, 'Hello?'));
    expect(came).toEqual({ code: 250, became: ['refused: addressed-to-nobody'], letters: [] });
    const elsewhere = await running().comesIn(mailTo(STRANGER, 'you@other.example', 'Relay me'));
    expect(elsewhere).toEqual({ code: 550, became: [], letters: [] });
  });
});
