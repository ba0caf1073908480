import { connect } from 'node:net';
import { congregationId, instant, letterId } from '@crewtide/domain';
import type { OutgoingMessage } from '@crewtide/flows';
import { createSmtpCarrier } from '@crewtide/mailer';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpParser } from './smtpParser.ts';
import { type SmtpSink, startSmtpSink } from './smtpSink.ts';

let sink: SmtpSink | undefined;
afterEach(() => sink?.close());

const letter: OutgoingMessage = {
  congregation: congregationId.parse('cccccccccc'),
  letter: letterId.parse('aaaaaaaaaaaaaaaa'),
  subject: 'Before Tuesday',
  text: '.hello\n..\n',
  html: '<p>hello</p>',
  from: { name: 'Willow', address: 'willow@crew.example' },
  to: { name: 'Ana', address: 'ana@members.example' },
  replyTo: { name: 'Willow', address: 'reply+a@crew.example' },
  returnPath: 'bounce+a@crew.example',
  messageId: 'm@crew.example',
  inReplyTo: 't@crew.example',
  references: ['t@crew.example'],
  date: instant.parse('2026-11-23T09:00:00.000Z'),
  listId: 'willow.crew.example',
  leaveUrl: 'https://crew.example/leave/l',
  leaveMailto: 'mailto:leave+l@crew.example',
  inline: [],
  invitation: undefined,
};

/** Sends over a carrier that remembers nothing, like one whose process was killed. */
async function send(to: SmtpSink, message: OutgoingMessage): Promise<void> {
  const carrier = createSmtpCarrier({
    url: to.url,
    journal: { has: () => false, messageIdOf: () => undefined, add: () => {} },
    log: { error: (event) => expect.fail(event) },
  });
  const delivery = await carrier.deliver('key', await carrier.freeze(message));
  expect(delivery.outcome).toBe('accepted');
  await carrier.close();
}

describe('the sink', () => {
  test('keeps every message as it came, in order, and tells of each', async () => {
    sink = await startSmtpSink();
    const heard: string[] = [];
    sink.onMessage((message) => heard.push(message.letter ?? 'no letter'));
    await send(sink, letter);
    await send(sink, letter);
    expect(heard).toEqual(['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa']);
    const [first] = sink.messages;
    expect(first?.order).toBe(0);
    expect(first?.envelope).toEqual({ from: 'bounce+a@crew.example', to: ['ana@members.example'] });
    expect(first?.bytes.toString()).toContain('\r\n\r\n.hello\r\n..\r\n');
  });

  test('that honours keys counts the same letter once, and tells a changed one', async () => {
    sink = await startSmtpSink({ keyed: true });
    await send(sink, letter);
    await send(sink, letter);
    await send(sink, { ...letter, text: 'other words' });
    await send(sink, { ...letter, letter: letterId.parse('bbbbbbbbbbbbbbbb') });
    expect(sink.messages.map((message) => message.letter)).toEqual(['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb']);
    expect(sink.repeats).toHaveLength(1);
    expect(sink.violations).toHaveLength(1);
  });

  test('outlives a client that resets its connection', async () => {
    sink = await startSmtpSink();
    const client = connect(sink.port, '127.0.0.1');
    await new Promise((resolve) => client.once('data', resolve));
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.resetAndDestroy();
    await closed;
    await send(sink, letter);
    expect(sink.messages).toHaveLength(1);
  });
});

describe('the parser', () => {
  const session = (body: string) =>
    `EHLO me\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nDATA\r\n${body}.\r\nMAIL FROM:<c@x>\r\nRCPT TO:<d@y>\r\nRCPT TO:<e@y>\r\nDATA\r\n.\r\nQUIT\r\n`;

  test('reads the same from whatever pieces the bytes come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('.', '\r', '\n', 'a', '\r\n'), { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
        (words, cuts) => {
          const body = `${words
            .join('')
            .replace(/\r\n\./g, '\r\n..')
            .replace(/^\./, '..')}\r\n`;
          const wanted = body.replace(/\r\n\./g, '\r\n').replace(/^\./, '');
          const taken: (readonly [string, readonly string[], string])[] = [];
          const parse = createSmtpParser(({ from, to }, bytes) => taken.push([from, to, bytes.toString()]));
          let rest = Buffer.from(session(body));
          let goodbye = false;
          for (let cut = 0; rest.length > 0; cut++) {
            const size = cuts[cut % cuts.length] ?? 1;
            goodbye = parse(rest.subarray(0, size)).goodbye;
            rest = rest.subarray(size);
          }
          expect(taken).toEqual([
            ['a@x', ['b@y'], wanted],
            ['c@x', ['d@y', 'e@y'], ''],
          ]);
          expect(goodbye).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
