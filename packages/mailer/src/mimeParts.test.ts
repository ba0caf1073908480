import { localDateTime, seasonId, timeZone } from '@crewtide/domain';
import type { OutgoingMessage } from '@crewtide/flows';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { showCalendar } from '../../../test/support/calendarReading.ts';
import { composeMime } from './mime.ts';
import { sampleMessage } from './sampleMessage.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 0xff, 0xd9]);
const PHOTO = 'pppppppppppppppp';

const withCalendar: OutgoingMessage = {
  ...sampleMessage,
  invitation: {
    organizer: { name: 'Tide pool (Willow Circle)', address: 'reply+oooo@crew.example' },
    calendar: {
      method: 'request',
      season: seasonId.parse('ssssssssssssssss'),
      crew: 'Tide pool 雪',
      rhythm: { every: 'week' },
      zone: timeZone.parse('Europe/Lisbon'),
      minutes: 60,
      meetings: [1, 2].map((number) => ({
        number,
        slot: localDateTime.parse(`2026-12-0${number * 7 - 6}T19:00`),
        startsAt: localDateTime.parse(`2026-12-0${number * 7 - 6}T19:00`),
        place: 'Café „Zur Ebbe“',
        on: true,
        sequence: 0,
      })),
    },
  },
};
const withPhoto: OutgoingMessage = {
  ...sampleMessage,
  html: `<p>look</p><img src="cid:${PHOTO}" alt="the sea">`,
  inline: [{ id: PHOTO, jpeg: JPEG, description: 'the sea' }],
};
const withPage: OutgoingMessage = {
  ...sampleMessage,
  page: { name: 'keepsake.html', html: '<!doctype html><p>What we wrote: 雪</p>' },
};

async function parsed(message: OutgoingMessage) {
  return PostalMime.parse(await composeMime(message), { attachmentEncoding: 'arraybuffer' });
}
const bytesOf = (content: ArrayBuffer | Uint8Array | string | undefined): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content ?? []));

/** The types of the parts in the order in which they stand. */
async function typesOf(message: OutgoingMessage): Promise<readonly string[]> {
  const mime = Buffer.from(await composeMime(message)).toString('latin1');
  return [...mime.matchAll(/^Content-Type: ([a-z]+\/[a-z-]+)/gim)].map(([, type = '']) => type);
}

describe('a letter with a calendar', () => {
  test('asks for an answer in an alternative, and holds the same as a file', async () => {
    expect(await typesOf(withCalendar)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    const { attachments, text, html } = await parsed(withCalendar);
    expect(text?.trim()).toBe(sampleMessage.text.trim());
    expect(html?.trim()).toBe(sampleMessage.html);
    const [alternative, file] = attachments;
    expect(alternative).toMatchObject({ mimeType: 'text/calendar', method: 'REQUEST' });
    expect(file).toMatchObject({ mimeType: 'application/ics', filename: 'invite.ics' });
    expect(bytesOf(file?.content)).toEqual(bytesOf(alternative?.content));
    expect(showCalendar(bytesOf(file?.content).toString())).toMatchObject({
      events: [
        {
          summary: 'Tide pool 雪',
          organizer: 'mailto:reply+oooo@crew.example',
          attendee: 'MAILTO:ana@members.example',
        },
      ],
      occurrences: [{ starts: '2026-12-01T19:00:00.000Z', place: 'Café „Zur Ebbe“' }, {}],
    });
  });

  test('says that it cancels', async () => {
    const { invitation } = withCalendar;
    const message: OutgoingMessage = {
      ...withCalendar,
      invitation: invitation && {
        ...invitation,
        calendar: { ...invitation.calendar, method: 'cancel' },
      },
    };
    const [alternative] = (await parsed(message)).attachments;
    expect(alternative).toMatchObject({ mimeType: 'text/calendar', method: 'CANCEL' });
  });

  test('has no attendee but the one whose letter it is, and refuses an address that would be more', async () => {
    const to = { name: 'Ana', address: 'ana@members.example;X=1' };
    await expect(composeMime({ ...withCalendar, to })).rejects.toThrow("to can't stand in a header");
  });
});

describe('a letter with pictures', () => {
  test('holds them beside the html that shows them', async () => {
    expect(await typesOf(withPhoto)).toEqual([
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/jpeg',
    ]);
    const { attachments, html } = await parsed(withPhoto);
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({
      mimeType: 'image/jpeg',
      disposition: 'inline',
      related: true,
      filename: 'the sea.jpg',
      contentId: `<${PHOTO}@crew.example>`,
    });
    expect(bytesOf(attachments[0]?.content)).toEqual(JPEG);
    expect(html).toContain(`src="cid:${PHOTO}@crew.example"`);
  });

  test('leaves words alone that speak of a picture’s name', async () => {
    const html = `<p>cid:${PHOTO} &quot;cid:${PHOTO}&quot;</p><img src="cid:${PHOTO}">`;
    expect((await parsed({ ...withPhoto, html })).html?.trim()).toBe(
      `<p>cid:${PHOTO} &quot;cid:${PHOTO}&quot;</p><img src="cid:${PHOTO}@crew.example">`,
    );
  });

  test.each([
    ['', 'photo.jpg'],
    ['IMG_0042.HEIC', 'IMG_0042.jpg'],
    ['../../etc/passwd', 'etc passwd.jpg'],
    ['C:\\sea.exe', 'C sea.jpg'],
    ['…', '….jpg'],
    ['. .', 'photo.jpg'],
    ['雪 und Meer', '雪 und Meer.jpg'],
    ['a\r\nBcc: x@evil.example', 'a Bcc x@evil.example.jpg'],
    ['x'.repeat(200), `${'x'.repeat(60)}.jpg`],
  ])('calls a picture that was called %j %j', async (description, filename) => {
    const { attachments } = await parsed({ ...withPhoto, inline: [{ id: PHOTO, jpeg: JPEG, description }] });
    expect(attachments.map((part) => part.filename)).toEqual([filename]);
  });

  test('gets no part and no header from a description', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (description) => {
        const message = { ...withPhoto, inline: [{ id: PHOTO, jpeg: JPEG, description }] };
        const { attachments, headers } = await parsed(message);
        expect(attachments).toHaveLength(1);
        expect(attachments[0]?.filename).toMatch(/^[^/\\:\p{Cc}]{1,60}\.jpg$/u);
        expect(headers.map(({ key }) => key)).not.toContain('bcc');
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });
});

describe('a letter with a page to keep', () => {
  test('brings it as a file of html', async () => {
    expect(await typesOf(withPage)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/html',
    ]);
    const { attachments } = await parsed(withPage);
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({
      mimeType: 'text/html',
      disposition: 'attachment',
      filename: 'keepsake.html',
    });
    expect(bytesOf(attachments[0]?.content).toString()).toBe(withPage.page?.html);
  });
});

test('a letter with everything is whole, and the same bytes for the same message', async () => {
  const everything = { ...withCalendar, ...withPhoto, ...withPage, invitation: withCalendar.invitation };
  const message = { ...everything, html: withPhoto.html, inline: withPhoto.inline };
  expect(await typesOf(message)).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'multipart/related',
    'text/html',
    'image/jpeg',
    'text/calendar',
    'text/html',
    'application/ics',
  ]);
  const [first, again] = [await composeMime(message), await composeMime(message)];
  expect(Buffer.from(first).equals(again)).toBe(true);
});
