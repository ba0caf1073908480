import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Reply } from '@crewtide/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { opened } from '../support/houseReply.ts';
import { requires } from '../support/requires.ts';
import { askedCircle, type Circle, circleOf } from './circle.ts';
import { readdressed, recordedReplies } from './readdress.ts';
import { oneApp } from './runningApp.ts';
import { sendMail } from './wire.ts';

const running = oneApp();
const flat = (text: string) => text.replace(/\s+/g, ' ');
const TOKEN = /[a-z2-7]{48}/i;
const LEAVE_LINK = /\/leave\/[a-z2-7]{48}/;
const CREW = 7;

describe('a reply from a client that people use', () => {
  const recorded = recordedReplies();
  /** Each client writes for a member of its own. */
  const nameOf = (client: string) => `With ${client}`;
  const names = recorded.map(({ client }) => nameOf(client));
  let circle: Circle;
  let replies: readonly Reply[] = [];

  beforeAll(async () => {
    circle = await circleOf(running(), ...names);
    for (let first = 0; first < names.length; first += CREW)
      await circle.ask(await circle.crew(...names.slice(first, first + CREW)));
    const mails = await Promise.all(
      recorded.map((each) => readdressed(each, circle.newest(nameOf(each.client)))),
    );
    // Else it would prove nothing that no link comes through; three more hold it in an encoding.
    expect(mails.filter(({ bytes }) => LEAVE_LINK.test(Buffer.from(bytes).toString('latin1')))).toHaveLength(
      16,
    );
    const sent = await Promise.all(mails.map((mail) => sendMail(running().app.smtpPort, mail)));
    expect(sent).toEqual(recorded.map(() => ({ code: 250 })));
    await running().settle();
    replies = await circle.replies();
  });

  test('is one of 27', () => {
    expect(recorded).toHaveLength(27);
    expect(replies).toHaveLength(27);
  });

  test.each(recorded)('$client is one record at the letter it answers, of its words alone', (each) => {
    const name = nameOf(each.client);
    const own = replies.filter(({ member }) => member === circle.memberOf(name));
    expect(own).toMatchObject([{ letter: circle.inbox(name).at(1)?.key, prompt: expect.any(String) }]);
    expect(own.map(({ words }) => flat(words))).toEqual([each.typed.join(' ')]);
  });

  describe('in the digest', () => {
    const digests = new Map<string, Awaited<ReturnType<typeof opened>>>();
    beforeAll(async () => {
      await running().pass({ days: 3 });
      for (const name of names) {
        const mail = circle.newest(name);
        expect(await circle.letterOf(mail)).toMatchObject({ template: 'digest', state: { name: 'sent' } });
        digests.set(name, await opened(mail));
      }
    });

    test.each(recorded)(
      '$client’s words stand for the whole crew, and nobody’s token',
      ({ client, typed }) => {
        const at = names.indexOf(nameOf(client));
        const crew = names.slice(at - (at % CREW), at - (at % CREW) + CREW);
        expect(crew).toContain(nameOf(client));
        for (const name of crew) {
          const { text, html, header } = digests.get(name) ?? { text: '', html: '', header: () => '' };
          const own = /<(http[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? 'no link';
          for (const part of [text, html]) {
            expect(part).toContain(own);
            expect(part.replaceAll(own, '')).not.toMatch(TOKEN);
          }
          expect(flat(text)).toContain(`${nameOf(client)} ${typed.join(' ')}`);
        }
      },
    );
  });
});

describe.skipIf(!requires('swaks'))('swaks', () => {
  test('sends a reply that becomes one record', async () => {
    const circle = await askedCircle(running(), 'Ana', 'Bo');
    const { header, subject } = await opened(circle.newest('Ana'));
    const options = {
      server: '127.0.0.1',
      port: running().app.smtpPort,
      helo: 'home.example',
      from: circle.addressOf('Ana'),
      to: /<([^>]+)>/.exec(header('reply-to'))?.[1] ?? '',
      'h-Subject': `Re: ${subject}`,
      body: 'A walk, and somebody to walk with.',
    };
    const command = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    await promisify(execFile)('swaks', command, { timeout: 15_000 });
    await running().settle();
    expect(await circle.replies()).toMatchObject([
      { letter: circle.newest('Ana').key, member: circle.memberOf('Ana'), words: options.body },
    ]);
  });
});
