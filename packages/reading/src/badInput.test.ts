import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const ENVELOPE = { from: 'anna@peer.test', to: ['reply+abc@crewtide.test'] };
const readText = (message: string, envelope = ENVELOPE) => read(Buffer.from(message), envelope);

const mail = (headers: Readonly<Record<string, string>>, body: string) =>
  [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
const HEADERS = {
  From: 'Anna <anna@peer.test>',
  To: 'Willow <reply+abc@crewtide.test>',
  Subject: 'Re: Hello',
  'Message-ID': '<1@peer.test>',
  'In-Reply-To': '<ours@crewtide.test>',
};

describe('mail that is incomplete', () => {
  it('without From has no sender and keeps its words', async () => {
    const { From: _, ...headers } = HEADERS;
    expect(await readText(mail(headers, 'Hello'))).toMatchObject({
      kind: 'reply',
      from: undefined,
      words: 'Hello',
    });
  });

  it('with two different addresses in From has no sender', async () => {
    const twoSenders = { ...HEADERS, From: 'anna@peer.test, ben@peer.test' };
    expect(await readText(mail(twoSenders, 'Hello'))).toMatchObject({ kind: 'reply', from: undefined });
  });

  it('without Message-ID has none, and is a reply', async () => {
    const { 'Message-ID': _, ...headers } = HEADERS;
    expect(await readText(mail(headers, 'Hello'))).toMatchObject({ kind: 'reply', messageId: undefined });
  });

  it('with nothing but a quote has no words', async () => {
    const quote = 'On Mon, Nov 23, 2026 at 09:00, Grace <g@crewtide.test> wrote:\r\n> How are you?\r\n';
    expect(await readText(mail(HEADERS, quote))).toMatchObject({ kind: 'reply', words: '' });
  });

  it('of no byte at all is an empty reply from nobody', async () => {
    expect(await readText('')).toMatchObject({ kind: 'reply', from: undefined, words: '', subject: '' });
  });
});

describe('mail of machines', () => {
  it('an out-of-office note is automatic', async () => {
    const note = mail({ ...HEADERS, 'Auto-Submitted': 'auto-replied' }, 'I am away.');
    expect(await readText(note)).toMatchObject({ kind: 'automatic', cause: 'auto-reply-header' });
  });

  it('our own letter come back is automatic, whatever else it is', async () => {
    const ours = mail(
      { ...HEADERS, 'X-Crewtide-Letter': 'abc', 'Auto-Submitted': 'auto-generated' },
      'Hello',
    );
    expect(await readText(ours, { ...ENVELOPE, from: '' })).toMatchObject({
      kind: 'automatic',
      cause: 'our-own',
    });
  });

  it('list mail is automatic', async () => {
    const list = mail({ ...HEADERS, 'List-Id': '<all.peer.test>' }, 'Hello');
    expect(await readText(list)).toMatchObject({ kind: 'automatic', cause: 'list' });
  });
});

describe('mail made to hurt', () => {
  it('of 2,000 nested parts is too deep, and its head is read', async () => {
    const opening = (level: number) =>
      `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
    const parts = Array.from({ length: 2000 }, (_, level) => opening(level)).join('');
    const message = `${mail(HEADERS, '').trimEnd()}\r\n${parts}\r\nHello`;
    expect(await readText(message)).toEqual({
      kind: 'unreadable',
      cause: 'too-deep',
      from: 'anna@peer.test',
      recipients: ['reply+abc@crewtide.test'],
      messageId: '1@peer.test',
      references: ['ours@crewtide.test'],
      subject: 'Re: Hello',
    });
  });

  it('of 5,000 nested divs is read', async () => {
    const html = `${'<div>'.repeat(5000)}Hello${'</div>'.repeat(5000)}`;
    expect(await readText(mail({ ...HEADERS, 'Content-Type': 'text/html' }, html))).toMatchObject({
      words: 'Hello',
    });
  });

  it('of html nested without an end is read as far as a person would nest', async () => {
    const html = `Hello${'<b>'.repeat(200_000)}`;
    expect(await readText(mail({ ...HEADERS, 'Content-Type': 'text/html' }, html))).toMatchObject({
      words: 'Hello',
    });
  });

  it('with 3 MB of headers is malformed, and its head is read', async () => {
    const message = mail({ ...HEADERS, ...{ 'X-A': 'a\r\nX-B: b'.repeat(300_000) } }, 'Hello');
    expect(await readText(message)).toMatchObject({
      kind: 'unreadable',
      cause: 'malformed',
      from: 'anna@peer.test',
    });
  });

  it('with 20,000 addresses and references keeps a bounded number', async () => {
    const references = Array.from({ length: 8000 }, (_, at) => `<${at}@peer.test>`).join('\r\n ');
    const to = Array.from({ length: 5000 }, (_, at) => `m${at}@peer.test`).join(',\r\n ');
    const message = await readText(mail({ ...HEADERS, To: to, References: references }, 'Hello'));
    expect(message.references.slice(0, 3)).toEqual([
      'ours@crewtide.test',
      '7999@peer.test',
      '7998@peer.test',
    ]);
    expect(message.references).toHaveLength(50);
    expect(message.recipients).toHaveLength(100);
    expect(message.recipients[0]).toBe('reply+abc@crewtide.test');
  });

  it('of millions of empty lines is malformed', async () => {
    expect(await readText(mail(HEADERS, '\n'.repeat(3_000_000)))).toMatchObject({
      kind: 'unreadable',
      cause: 'malformed',
      messageId: '1@peer.test',
    });
  });

  it('in a charset that does not exist is read as far as it goes', async () => {
    const nonsense = { ...HEADERS, 'Content-Type': 'text/plain; charset=no-such-charset' };
    expect(await readText(mail(nonsense, 'Hello'))).toMatchObject({ kind: 'reply', words: 'Hello' });
  });

  it('with controls and marks that reverse text shows neither', async () => {
    const type = { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' };
    expect(await readText(mail(type, 'He\u202ell\u0000o\u200b 👩‍👧'))).toMatchObject({ words: 'Hello 👩‍👧' });
  });
});

/** fast-check prints its seed when a case fails; this one makes the cases the same in every run. */
const SEED = 20261123;

describe('any bytes', () => {
  it('at random are understood as something, and alike the second time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
        expect(await read(bytes, ENVELOPE)).toEqual(await read(Uint8Array.from(bytes), ENVELOPE));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('made of what mail is made of are understood as something', async () => {
    const piece = fc.constantFrom(
      ...['From: ', 'To: ', 'Content-Type: ', 'multipart/mixed; boundary=b', 'multipart/report; boundary=b'],
      ...[
        'text/html',
        'text/plain; format=flowed',
        'message/rfc822',
        'message/delivery-status',
        '\r\n',
        '\n',
      ],
      ...['--b', '--', ' ', '\t', '<', '>', '"', '(', '@', 'a@b.c', '=?utf-8?q?=00?=', '\u0000', '> ', '\r'],
      ...[
        'Content-Transfer-Encoding: base64',
        'Status: 5.1.1',
        '<blockquote type=cite>',
        '<p>',
        'On 1.1.2026 wrote:',
      ],
    );
    const message = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        expect(['reply', 'automatic', 'bounce', 'unreadable']).toContain((await readText(text)).kind);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
