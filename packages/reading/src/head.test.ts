import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const headOf = (headers: string) =>
  read(Buffer.from(`${headers}\r\n\r\nHello`), { from: 'anna@peer.test', to: ['Reply+ABC@crewtide.test'] });

describe('the head', () => {
  it('names every address the message may have been sent to, once', async () => {
    const headers =
      'To: "A, B" <reply+abc@crewtide.test>, Team: ben@peer.test, cleo@peer.test;\r\n' +
      'Cc: dan@peer.test\r\nDelivered-To: e@peer.test\r\nX-Original-To: f@peer.test\r\nCc: not an address';
    expect((await headOf(headers)).recipients).toEqual([
      'Reply+ABC@crewtide.test',
      ...['ben@peer.test', 'cleo@peer.test', 'dan@peer.test', 'e@peer.test', 'f@peer.test'],
    ]);
  });

  it.each([
    ['Your message of Monday <a@x>', ['a@x']],
    ['<a@x> (message from Grace on\r\n Monday)', ['a@x']],
    ['<very-long-\r\n id@x>', ['very-long-id@x']],
    ['a@x', ['a@x']],
    ['', []],
  ])('finds the id in In-Reply-To: %j', async (value, ids) => {
    expect((await headOf(`In-Reply-To: ${value}`)).references).toEqual(ids);
  });

  it('lists references nearest first and once', async () => {
    const headers = 'References: <1@x> <2@x>\r\n <3@x>\r\nIn-Reply-To: <3@x>';
    expect((await headOf(headers)).references).toEqual(['3@x', '2@x', '1@x']);
  });

  it('decodes the subject into one line', async () => {
    expect((await headOf('Subject: =?utf-8?q?Zo=C3=AB=0A?=\r\n  comes')).subject).toBe('Zoë comes');
  });
});
