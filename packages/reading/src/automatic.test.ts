import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const kindOf = async (header: string, from = 'anna@peer.test') => {
  const raw = Buffer.from(`${header}\r\nSubject: Hello\r\n\r\nHello\r\n`);
  const message = await read(raw, { from, to: ['reply+abc@crewtide.test'] });
  return message.kind === 'automatic' ? message.cause : message.kind;
};

describe('a message is automatic', () => {
  it.each([
    ['Auto-Submitted: auto-generated', 'auto-submitted'],
    ['Auto-Submitted: auto-replied (vacation)', 'auto-reply-header'],
    ['X-Autoreply: yes', 'auto-reply-header'],
    ['X-Autorespond: Away', 'auto-reply-header'],
    ['Precedence: auto_reply', 'auto-reply-header'],
    ['Subject: Automatic reply: Hello', 'auto-reply-header'],
    ['Precedence: bulk', 'bulk'],
    ['Precedence: junk', 'bulk'],
    ['List-Id: <all.peer.test>', 'list'],
    ['Return-Path: <>', 'null-sender'],
    ['From: MAILER-DAEMON@peer.test', 'machine-sender'],
    ['From: Postmaster <postmaster@peer.test>', 'machine-sender'],
    ['From: no-reply@peer.test', 'machine-sender'],
    ['From: noreply+12@peer.test', 'machine-sender'],
    ['X-Crewtide-Letter: abc', 'our-own'],
  ])('with %s', async (header, cause) => {
    expect(await kindOf(header)).toBe(cause);
  });

  it('with the null reverse-path', async () => {
    expect(await kindOf('From: anna@peer.test', '')).toBe('null-sender');
  });
});

describe("a message is a person's", () => {
  it.each([
    ['Auto-Submitted: no'],
    ['X-Autoreply: no'],
    ['X-Auto-Response-Suppress: All'],
    ['Precedence: normal'],
    ['From: noreen@peer.test'],
    ['From: Postmaster Pat <pat@peer.test>'],
  ])('with %s', async (header) => {
    expect(await kindOf(header)).toBe('reply');
  });
});
