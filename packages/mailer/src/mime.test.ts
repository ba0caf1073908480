import type { OutgoingMessage } from '@crewtide/flows';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freezeMail, thawMail } from './frozenMail.ts';
import { composeMime } from './mime.ts';
import { sampleMessage } from './sampleMessage.ts';

async function composed(changes: Partial<OutgoingMessage> = {}): Promise<string> {
  return Buffer.from(await composeMime({ ...sampleMessage, ...changes })).toString('latin1');
}

/** The message's header fields, unfolded (RFC 5322, 2.2.3). */
async function fieldsOf(changes: Partial<OutgoingMessage> = {}): Promise<Map<string, string>> {
  const [head = ''] = (await composed(changes)).split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n(?=[ \t])/g, '').split('\r\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** Encoded words in text (RFC 2047), UTF-8 alone. */
function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  const bytes = joined.replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/g, (_word, encoding, content: string) =>
    encoding === 'B'
      ? Buffer.from(content, 'base64').toString('latin1')
      : content
          .replace(/_/g, ' ')
          .replace(/=([0-9A-F]{2})/g, (_byte, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('a composed letter', () => {
  test('has the headers of a good automatic sender and no others', async () => {
    const fields = await fieldsOf();
    const boundary = fields.get('Content-Type')?.match(/^multipart\/alternative; boundary="([^"]+)"$/)?.[1];
    expect(boundary).toBeDefined();
    fields.delete('Content-Type');
    expect(Object.fromEntries(fields)).toEqual({
      From: 'Willow Circle <willow-circle@crew.example>',
      To: 'Ana <ana@members.example>',
      'Reply-To': 'Willow Circle <reply+aaaa@crew.example>',
      Subject: 'Before Tuesday',
      Date: 'Mon, 23 Nov 2026 09:00:00 +0000',
      'Message-ID': '<mmmm@crew.example>',
      'In-Reply-To': '<tttt@crew.example>',
      References: '<tttt@crew.example>',
      'List-ID': '<willow-circle.crew.example>',
      'List-Unsubscribe': '<https://crew.example/leave/llll>, <mailto:leave+llll@crew.example?subject=stop>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Crewtide-Letter': 'aaaaaaaaaaaaaaaa',
      'MIME-Version': '1.0',
    });
  });

  test('is the same bytes for the same message', async () => {
    expect(await composed()).toBe(await composed());
    expect(await composed({ text: 'another' })).not.toBe(await composed());
  });

  test('holds text first and html second, in CRLF lines of mail length', async () => {
    const mime = await composed({ html: `<p>${'long '.repeat(1000)}</p>`, text: 'hand-shaped\n\n  text\n' });
    expect(mime.indexOf('text/plain')).toBeLessThan(mime.indexOf('text/html'));
    expect(mime).toContain('\r\n\r\nhand-shaped\r\n\r\n  text\r\n');
    expect(mime).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  test('keeps names and subjects of every script', async () => {
    const name = 'Żaneta «Ωmega» 雪, Jr.';
    const subject = `Grüße ${'ünd mehr '.repeat(30)}🌙`;
    const fields = await fieldsOf({ subject, to: { name, address: 'ana@members.example' } });
    expect(decodeWords(fields.get('Subject') ?? '')).toBe(subject);
    expect(decodeWords(fields.get('To') ?? '')).toBe(`${name} <ana@members.example>`);
    expect(await composed({ subject })).toMatch(/^[\t\r\n -~]*$/);
  });

  test('gets no header from a name, a subject or a former Message-ID, whatever they hold', async () => {
    const names = [...(await fieldsOf()).keys()];
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a\r\nBcc: x@evil.example', 'a\n\nbody', 'a\rBcc: x', 'a\u2028Bcc: x', '<x> <y>', '\0'),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, name, id) => {
        const fields = await fieldsOf({
          subject: `s${subject}`,
          from: { name, address: 'willow-circle@crew.example' },
          to: { name, address: 'ana@members.example' },
          replyTo: { name, address: 'reply+aaaa@crew.example' },
          inReplyTo: id,
          references: ['tttt@crew.example', id],
        });
        for (const field of fields.keys()) expect(names).toContain(field);
        expect(fields.get('From')).toMatch(/(^|<)willow-circle@crew\.example>?$/);
        expect(fields.get('Message-ID')).toBe('<mmmm@crew.example>');
      }),
    );
  });

  test('is refused where an address, id or link of our own is none', async () => {
    const broken: readonly Partial<OutgoingMessage>[] = [
      { to: { name: 'Ana', address: 'ana@members.example\r\nBcc: x@evil.example' } },
      { to: { name: 'Ana', address: 'ana@members.example>, <x@evil.example' } },
      { replyTo: { name: '', address: 'nobody' } },
      { messageId: 'a b@crew.example' },
      { listId: 'willow circle' },
      { leaveUrl: 'javascript:alert(1)' },
      { leaveMailto: 'leave@crew.example' },
    ];
    for (const changes of broken) await expect(composed(changes)).rejects.toThrow("can't stand in a header");
  });

  test('cannot be split by a body that quotes its boundary', async () => {
    const boundary = (await composed()).match(/boundary="([^"]+)"/)?.[1];
    const mime = await composed({ text: `--${boundary}\n\nforged part\n` });
    expect(mime.match(/boundary="([^"]+)"/)?.[1]).not.toBe(boundary);
  });
});

describe('frozen mail', () => {
  test('thaws to its envelope, Message-ID and MIME', async () => {
    const mime = await composeMime(sampleMessage);
    const thawed = thawMail(new Uint8Array(freezeMail(sampleMessage, mime)));
    expect({ ...thawed, mime: new Uint8Array(thawed.mime) }).toEqual({
      from: 'bounce+aaaa@crew.example',
      to: 'ana@members.example',
      messageId: 'mmmm@crew.example',
      mime: new Uint8Array(mime),
    });
  });

  test('refuses an envelope that would be two lines', () => {
    const message = { ...sampleMessage, returnPath: 'a@crew.example\nb' };
    expect(() => freezeMail(message, new Uint8Array())).toThrow("can't stand in an SMTP command");
  });
});
