import PostalMime, { type Attachment } from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caller, keyed, letter } from './calling.ts';
import type { ResendStandIn } from './standIn.ts';
import { startResend } from './startResend.ts';

let resend: ResendStandIn;
let api: ReturnType<typeof caller>;
beforeEach(async () => {
  resend = await startResend({ unverifiedDomains: ['new.example'] });
  api = caller(resend);
});
afterEach(() => resend.close());

test('an email reaches its mailbox as the message that its fields ask for, under a Message-ID of the server', async () => {
  const said = await api.post('/emails', letter, keyed('key1'));
  const [mail] = resend.mailboxes;
  expect(said).toMatchObject({ status: 200, body: { id: mail?.email } });
  expect(mail).toMatchObject({ to: 'ada@home.example', key: 'key1', letterId: 'letter1' });
  expect(mail?.messageId).toMatch(/^0102[0-9a-f-]+-000000@eu-west-1\.amazonses\.com$/);
  expect(await PostalMime.parse(mail?.bytes ?? '')).toMatchObject({
    from: { name: 'Crew of the tide', address: 'crew@mail.example' },
    to: [{ address: 'ada@home.example' }],
    replyTo: [{ address: 'reply+abc@mail.example' }],
    subject: 'What we did last time',
    messageId: `<${mail?.messageId}>`,
    inReplyTo: '<root@mail.example>',
    date: '2026-11-23T09:00:00.000Z',
    text: 'Hello Ada.\n',
    html: '<p>Hello Ada.</p>\n',
  });
  expect(resend.violations).toEqual([]);
});

test('headers come through as they were given, folded where they are long; the server’s own are not anybody else’s', async () => {
  const thread = Array.from({ length: 40 }, (_, index) => `<message-number-${index}@mail.example>`).join(' ');
  const leave = `<https://mail.example/leave/${'x'.repeat(60)}>, <mailto:leave+${'y'.repeat(60)}@mail.example>`;
  const headers = { References: thread, 'List-Unsubscribe': leave, 'Message-ID': '<mine@mail.example>' };
  await api.post('/emails', { ...letter, headers }, keyed('key1'));
  const [mail] = resend.mailboxes;
  const read = await PostalMime.parse(mail?.bytes ?? '');
  const header = (name: string) => read.headers.filter(({ key }) => key === name).map(({ value }) => value);
  expect([header('references'), header('list-unsubscribe')]).toEqual([[thread], [leave]]);
  expect(header('message-id')).toEqual([`<${mail?.messageId}>`]);
  const lines = Buffer.from(mail?.bytes ?? '')
    .toString()
    .split('\r\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(180);
});

test('files and inline pictures come through byte for byte', async () => {
  const picture = Buffer.from([255, 216, 0, 1, 2]);
  const page = Buffer.from('<h1>keepsake</h1>');
  await api.post(
    '/emails',
    {
      ...letter,
      html: '<img src="cid:photo1@mail.example">',
      attachments: [
        {
          filename: 'photo.jpg',
          content: picture.toString('base64'),
          content_type: 'image/jpeg',
          content_id: 'photo1@mail.example',
        },
        { filename: 'keepsake.html', content: page },
      ],
    },
    keyed('key1'),
  );
  const { attachments } = await PostalMime.parse(resend.mailboxes[0]?.bytes ?? '');
  expect(
    attachments.map(({ filename, mimeType, disposition, contentId, content }) => ({
      filename,
      mimeType,
      disposition,
      contentId,
      content: bytesOf(content),
    })),
  ).toEqual([
    {
      filename: 'photo.jpg',
      mimeType: 'image/jpeg',
      disposition: 'inline',
      contentId: '<photo1@mail.example>',
      content: picture.toString('base64'),
    },
    {
      filename: 'keepsake.html',
      mimeType: 'text/html',
      disposition: 'attachment',
      contentId: undefined,
      content: page.toString('base64'),
    },
  ]);
});

const bytesOf = (content: Attachment['content']): string =>
  (typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content))).toString(
    'base64',
  );

describe('an email is refused', () => {
  const { subject: _, ...withoutSubject } = letter;
  const { text: _text, html: _html, ...withoutBody } = letter;
  test.each([
    ['without a subject', withoutSubject, 422, 'missing_required_field', 'subject'],
    ['without a body', withoutBody, 422, 'missing_required_field', 'html'],
    ['to what is no address', { ...letter, to: ['ada@home'] }, 422, 'validation_error', 'Invalid `to` field'],
    ['from a name alone', { ...letter, from: 'Crew' }, 422, 'validation_error', 'Invalid `from` field'],
    ['to nobody', { ...letter, to: [] }, 422, 'validation_error', 'Invalid `to` field'],
    [
      'to 51 people',
      { ...letter, to: Array(51).fill('a@b.example') },
      422,
      'validation_error',
      'Invalid `to`',
    ],
    [
      'with two lines of subject',
      { ...letter, subject: 'a\r\nBcc: x@y.example' },
      422,
      'validation_error',
      'subject',
    ],
    [
      'with a line end in a header',
      { ...letter, headers: { 'X-A': 'a\r\nB: c' } },
      422,
      'validation_error',
      'headers',
    ],
    [
      'with a space in a tag',
      { ...letter, tags: [{ name: 'a', value: 'b c' }] },
      422,
      'validation_error',
      'Tags',
    ],
    [
      'with an empty file',
      { ...letter, attachments: [{ filename: 'a.txt' }] },
      422,
      'invalid_attachment',
      'content',
    ],
    [
      'with a file that is not base64',
      { ...letter, attachments: [{ filename: 'a.txt', content: 'Hello, you' }] },
      422,
      'validation_error',
      'base64',
    ],
    [
      'with a program',
      { ...letter, attachments: [{ filename: 'a.exe', content: 'AAAA' }] },
      422,
      'validation_error',
      'a.exe',
    ],
    ['that is no JSON', '{"from":', 400, 'validation_error', 'JSON'],
    [
      'from a domain without its DNS',
      { ...letter, from: 'x@new.example' },
      403,
      'validation_error',
      'new.example',
    ],
    [
      'from a foreign domain',
      { ...letter, from: 'x@other.example' },
      403,
      'validation_error',
      'not verified',
    ],
  ])('%s', async (_case, payload, status, name, words) => {
    const said = await api.post('/emails', payload, keyed('key1'));
    expect(said).toMatchObject({
      status,
      body: { statusCode: status, name, message: expect.stringContaining(words) },
    });
    expect(resend.mailboxes).toEqual([]);
  });
});

describe('a batch', () => {
  const wrong = { ...letter, to: 'nobody' };
  const second = { ...letter, to: 'bo@home.example' };

  test('answers with one id a letter, in their order', async () => {
    const said = await api.post('/emails/batch', [letter, second], keyed('page1'));
    expect(said.body).toEqual({ data: resend.mailboxes.map(({ email }) => ({ id: email })) });
    expect(resend.mailboxes.map(({ to, key }) => [to, key])).toEqual([
      ['ada@home.example', 'page1'],
      ['bo@home.example', 'page1'],
    ]);
  });

  test('fails as a whole for one wrong letter', async () => {
    const said = await api.post('/emails/batch', [letter, wrong], keyed('page1'));
    expect(said).toMatchObject({ status: 422, body: { name: 'validation_error' } });
    expect(resend.mailboxes).toEqual([]);
  });

  test('that is permissive leaves out the wrong ones and says which', async () => {
    const said = await api.post('/emails/batch', [wrong, letter, wrong, second], {
      ...keyed('page1'),
      'x-batch-validation': 'permissive',
    });
    expect(said).toMatchObject({
      status: 200,
      body: {
        data: resend.mailboxes.map(({ email }) => ({ id: email })),
        errors: [
          { index: 0, message: expect.stringContaining('Invalid `to` field') },
          { index: 2, message: expect.stringContaining('Invalid `to` field') },
        ],
      },
    });
    expect(resend.mailboxes.map(({ to }) => to)).toEqual(['ada@home.example', 'bo@home.example']);
  });

  test.each([
    ['of none', []],
    ['of 101', Array(101).fill(letter)],
    ['with a file', [{ ...letter, attachments: [{ filename: 'a.txt', content: 'AAAA' }] }]],
    ['that is no list', letter],
  ])('%s is refused', async (_case, payload) => {
    expect(await api.post('/emails/batch', payload, keyed('page1'))).toMatchObject({ status: 422 });
    expect(resend.mailboxes).toEqual([]);
  });
});
