import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const ENVELOPE = { from: '', to: ['bounce+abc@crewtide.test'] };

const report = (fields: string) =>
  Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@peer.test>',
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Your message could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; peer.test',
      '',
      fields,
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: Willow <willow@crewtide.test>',
      'Reply-To: <reply+token@crewtide.test>',
      'Message-ID: <letter.token@crewtide.test>',
      'X-Crewtide-Letter: abc',
      '',
      'Hello',
      '--b--',
      '',
    ].join('\r\n'),
  );

const free = (subject: string, text: string) =>
  Buffer.from(`From: MAILER-DAEMON <>\r\nSubject: ${subject}\r\n\r\n${text}\r\n`);

describe('a bounce', () => {
  it('of an unknown mailbox is permanent and names the letter it returns', async () => {
    const fields = 'Final-Recipient: rfc822; anna@peer.test\r\nAction: failed\r\nStatus: 5.1.1';
    const bounce = await read(report(fields), ENVELOPE);
    expect(bounce).toMatchObject({ kind: 'bounce', status: '5.1.1', permanent: true });
    expect(bounce.kind === 'bounce' && bounce.returned).toEqual([
      'willow@crewtide.test',
      'reply+token@crewtide.test',
      'letter.token@crewtide.test',
    ]);
  });

  it('of a full mailbox is not permanent', async () => {
    const fields = 'Final-Recipient: rfc822; anna@peer.test\r\nAction: delayed\r\nStatus: 4.2.2';
    expect(await read(report(fields), ENVELOPE)).toMatchObject({
      kind: 'bounce',
      status: '4.2.2',
      permanent: false,
    });
  });

  it('without a status takes it from the diagnostic', async () => {
    const fields = 'Action: failed\r\nDiagnostic-Code: smtp; 550 no such user';
    expect(await read(report(fields), ENVELOPE)).toMatchObject({ status: '5.0.0', permanent: true });
  });

  it('of several recipients has the gravest status', async () => {
    const fields = 'Action: delayed\r\nStatus: 4.4.1\r\n\r\nAction: failed\r\nStatus: 5.1.1';
    expect(await read(report(fields), ENVELOPE)).toMatchObject({ status: '5.1.1' });
  });

  it('in free text is known by its status, or by its subject', async () => {
    const stated = free(
      'failure notice',
      'Sorry: 5.1.1 user unknown.\r\n--- Message-ID: <letter@crewtide.test>',
    );
    expect(await read(stated, ENVELOPE)).toMatchObject({
      kind: 'bounce',
      status: '5.1.1',
      returned: ['letter@crewtide.test'],
    });
    expect(await read(free('Returned mail', 'User unknown'), ENVELOPE)).toMatchObject({ status: '5.0.0' });
    expect(await read(free('Mail delivery delayed', 'Still trying'), ENVELOPE)).toMatchObject({
      status: '4.0.0',
    });
  });
});

it('a report of success is automatic, not a bounce', async () => {
  expect(await read(report('Action: delivered\r\nStatus: 2.0.0'), ENVELOPE)).toMatchObject({
    kind: 'automatic',
  });
});
