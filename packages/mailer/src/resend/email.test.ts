import { calendar } from '@crewtide/domain';
import { describe, expect, test } from 'vitest';
import { sampleMessage } from '../sampleMessage.ts';
import { emailOf } from './email.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

describe('a letter for Resend', () => {
  test('has the fields of its API, the headers of a good automatic sender, and names itself in tags', () => {
    expect(emailOf(sampleMessage)).toEqual({
      from: 'Willow Circle <willow-circle@crew.example>',
      to: ['Ana <ana@members.example>'],
      reply_to: 'Willow Circle <reply+aaaa@crew.example>',
      subject: 'Before Tuesday',
      html: '<p>Hello Ana,</p><p>what would you like to bring?</p>',
      text: 'Hello Ana,\n\nwhat would you like to bring?\n',
      headers: {
        'In-Reply-To': '<tttt@crew.example>',
        References: '<tttt@crew.example>',
        'List-Id': '<willow-circle.crew.example>',
        'List-Unsubscribe':
          '<https://crew.example/leave/llll>, <mailto:leave+llll@crew.example?subject=stop>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'X-Crewtide-Letter': 'aaaaaaaaaaaaaaaa',
      },
      tags: [
        { name: 'congregation', value: 'cccccccccc' },
        { name: 'letter', value: 'aaaaaaaaaaaaaaaa' },
      ],
    });
  });

  test.each([
    ['Tide pool (Willow, circle)', '"Tide pool (Willow, circle)" <w@crew.example>'],
    ['Ana "the <great>" \\ Sousa', 'Ana the great Sousa <w@crew.example>'],
    ['Zoë Ng', 'Zoë Ng <w@crew.example>'],
    ['Ana\r\nBcc: eve@evil.example', '"Ana Bcc: eve@evil.example" <w@crew.example>'],
    ['', 'w@crew.example'],
    [' \n ', 'w@crew.example'],
  ])('writes the name %j so that it stays one name', (name, spelled) => {
    expect(emailOf({ ...sampleMessage, from: { name, address: 'w@crew.example' } }).from).toBe(spelled);
  });

  test('writes a domain of other scripts as DNS does', () => {
    const { to } = emailOf({ ...sampleMessage, to: { name: 'Ana', address: 'ana@bücher.example' } });
    expect(to).toEqual(['Ana <ana@xn--bcher-kva.example>']);
  });

  test('brings pictures under the names that the html has, and its page', () => {
    const { html, attachments } = emailOf({
      ...sampleMessage,
      html: '<img src="cid:pppp">',
      inline: [{ id: 'pppp', jpeg, description: 'The beach' }],
      page: { name: 'Tide pool', html: '<h1>Tide pool</h1>' },
    });
    expect(html).toBe('<img src="cid:pppp@crew.example">');
    expect(attachments).toEqual([
      {
        filename: 'The beach.jpg',
        content: Buffer.from(jpeg).toString('base64'),
        content_type: 'image/jpeg',
        content_id: 'pppp@crew.example',
      },
      {
        filename: 'Tide pool.html',
        content: Buffer.from('<h1>Tide pool</h1>').toString('base64'),
        content_type: 'text/html; charset=utf-8',
      },
    ]);
  });

  test.each([
    ['request', 'REQUEST'],
    ['cancel', 'CANCEL'],
  ] as const)('brings its calendar as a file to %s meetings', (method, said) => {
    const season = calendar.parse({
      method,
      season: 'ssssssssssssssss',
      crew: 'Tide pool',
      rhythm: { every: 'week', on: 'tue', at: '19:30' },
      zone: 'Europe/Lisbon',
      minutes: 90,
      meetings: [{ number: 1, startsAt: '2026-12-01T19:30', place: 'the pier', on: true, sequence: 0 }],
    });
    const organizer = { name: 'Tide pool', address: 'reply+oooo@crew.example' };
    const { attachments } = emailOf({ ...sampleMessage, invitation: { calendar: season, organizer } });
    expect(attachments).toMatchObject([
      { filename: 'invite.ics', content_type: `text/calendar; charset=utf-8; method=${said}` },
    ]);
    const file = Buffer.from(attachments?.[0]?.content ?? '', 'base64').toString('utf8');
    expect(file).toContain(`METHOD:${said}`);
    expect(file.replace(/\r\n /g, '')).toContain('mailto:reply+oooo@crew.example');
  });

  test.each([
    ['to', { to: { name: 'Ana', address: 'not an address' } }],
    ['from', { from: { name: 'W', address: 'w@crew.example>\r\nBcc: eve' } }],
    ['leaveUrl', { leaveUrl: 'https://crew.example/>\r\nX: 1' }],
    ['listId', { listId: 'a\nb' }],
  ])('is refused when %s could not stand in a header, without telling it', (field, changes) => {
    expect(() => emailOf({ ...sampleMessage, ...changes })).toThrow(`${field} can't stand in a header`);
  });

  test('leaves out what was followed when it could not stand in a header', () => {
    const { headers } = emailOf({
      ...sampleMessage,
      inReplyTo: 'a b>',
      references: ['x\r\ny', 'z@b.example'],
    });
    expect(headers['In-Reply-To']).toBeUndefined();
    expect(headers.References).toBe('<z@b.example>');
  });
});
