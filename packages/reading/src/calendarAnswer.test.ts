import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const ENVELOPE = { from: 'anna@peer.test', to: ['reply+abc@crewtide.test'] };
const HEAD = 'From: Anna <anna@peer.test>\r\nMessage-ID: <1@peer.test>\r\nSubject: Accepted: Tide pool';
const calendar = (method: string) =>
  `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:1@crewtide.test\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

const answering = (text: string, part = 'text/calendar; method=REPLY', method = 'REPLY', headers = '') =>
  read(
    Buffer.from(
      [
        `${HEAD}${headers}`,
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
        '--b',
        `Content-Type: ${part}`,
        '',
        `${calendar(method)}--b--`,
        '',
      ].join('\r\n'),
    ),
    ENVELOPE,
  );

describe('the answer of a calendar', () => {
  it.each([
    ['without a word', ''],
    ['as Thunderbird writes it', 'Anna Okonjo <anna@peer.test> has accepted this invitation.'],
    ['as Apple writes it', 'Anna Okonjo has accepted your invitation to the event: Tide pool'],
    ['as Outlook writes it', 'Accepted: Tide pool'],
    [
      'with details',
      'Anna has tentatively accepted this invitation.\r\n\r\nTitle: Tide pool\r\nWhen: Tue 1 Dec 2026 19:30',
    ],
    [
      'of Google',
      'Anna has declined this invitation.\r\n\r\nTide pool\r\nTuesday 1 Dec 2026\r\n\r\nInvitation from Google Calendar: https://calendar.google.com/',
    ],
    ['in German', 'Anna hat diese Einladung angenommen.'],
    ['in French', 'Anna a accepté cette invitation'],
  ])('%s is automatic', async (_, text) => {
    expect(await answering(text)).toMatchObject({ kind: 'automatic', cause: 'calendar-answer' });
  });

  it('is known by the calendar where its part does not say so, and as another proposed time', async () => {
    const automatic = { kind: 'automatic', cause: 'calendar-answer' };
    expect(await answering('', 'application/ics; name=invite.ics')).toMatchObject(automatic);
    expect(await answering('', 'text/calendar; method=COUNTER', 'COUNTER')).toMatchObject(automatic);
  });

  it('which is the whole message is automatic', async () => {
    const message = `${HEAD}\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${calendar('REPLY')}`;
    expect(await read(Buffer.from(message), ENVELOPE)).toMatchObject({ cause: 'calendar-answer' });
  });
});

describe('what a person writes to it', () => {
  it.each([
    ['a comment', "I'll be ten minutes late.", "I'll be ten minutes late."],
    ['about accepting', 'I have accepted that I can never come.', 'I have accepted that I can never come.'],
    ['below what the client wrote', 'Anna has accepted.\r\n\r\nI bring soup.', 'I bring soup.'],
    [
      'below a line of Google',
      'Anna has declined this invitation with this note:\r\n\r\n"So sorry, the trains are on strike."\r\n\r\nTide pool\r\nInvitation from Google Calendar',
      'So sorry, the trains are on strike.',
    ],
  ])('%s is a reply', async (_, text, words) => {
    expect(await answering(text)).toMatchObject({
      kind: 'reply',
      words,
      passages: [{ quote: undefined, words }],
    });
    const automatic = '\r\nAuto-Submitted: auto-generated';
    expect(await answering(text, undefined, undefined, automatic)).toMatchObject({ kind: 'reply', words });
  });

  it('an invitation that somebody sends is no answer', async () => {
    const invited = await answering('Come to my birthday', 'text/calendar; method=REQUEST', 'REQUEST');
    expect(invited).toMatchObject({ kind: 'reply', words: 'Come to my birthday' });
  });
});
