import { instant, timeZone } from '@crewtide/domain';
import { read } from '@crewtide/reading';
import { describe, expect, it } from 'vitest';
import { composeReply } from './mailClient.ts';
import { CLIENTS, type Quoted, replyBody } from './quoting.ts';

const LISBON = timeZone.parse('Europe/Lisbon');
const AT = instant.parse('2026-11-23T18:05:00.000Z');
const LETTER: Quoted = {
  from: { name: 'Tide Pool (Willow Circle)', address: 'willow-circle-aaaaaaaaaa@reply.example' },
  at: AT,
  text: [
    'Hello Ana, two questions from Tide Pool:',
    '1. What went well?',
    '2. What would help you?',
    'Press Reply and write a few lines.',
    '-- \nYou can also reply: pause · stop.\nLeave Willow Circle: http://127.0.0.1/leave/abc\n',
  ].join('\n\n'),
  html: '<html><head><style>p{}</style></head><body><p>Hello Ana,</p><h1>What went well?</h1></body></html>',
};
const ANSWERED = {
  id: '1',
  sent: false,
  to: { name: 'Ana', address: 'ana@people.example' },
  answerTo: LETTER.from,
  subject: 'Tide Pool: What went well?',
  messageId: 'letter@reply.example',
  references: ['root@reply.example'],
  attachments: [],
  letter: undefined,
  bytes: new Uint8Array(),
  ...LETTER,
};

const bytesOf = (body: ReturnType<typeof replyBody>) =>
  composeReply({
    from: { name: 'Ana Sousa', address: 'ana@people.example' },
    answers: ANSWERED,
    body,
    messageId: 'reply@people.example',
    at: AT,
  });

describe('a reply in the manner of a mail program', () => {
  it.each(CLIENTS)('says to its reader nothing but the new words: %s', async (client) => {
    const words = 'The garden club said yes & I <finally> slept.\n\nA second pair of hands on Saturday.';
    const bytes = await bytesOf(replyBody(client, words, LETTER, LISBON));
    const understood = await read(bytes, { from: 'ana@people.example', to: [LETTER.from.address] });
    expect(understood).toMatchObject({
      kind: 'reply',
      words: client === 'apple-mail' ? words.replace('\n\n', '\n') : words,
      from: 'ana@people.example',
      references: ['letter@reply.example', 'root@reply.example'],
      subject: 'Re: Tide Pool: What went well?',
    });
  });

  it('puts the words on top of the quote, as Gmail does', () => {
    const { text, html } = replyBody('gmail', 'Fine.', LETTER, LISBON);
    expect(text).toMatch(/^Fine\.\n\nOn Mon, Nov 23, 2026 at 6:05\sPM Tide Pool \(Willow Circle\) <\n/);
    expect(html).toContain('<blockquote class="gmail_quote"');
    expect(html).not.toContain('<style>');
  });

  it('puts the words below the quote, without its signature, as Thunderbird does', () => {
    const { text } = replyBody('thunderbird', 'Fine.', LETTER, LISBON);
    expect(text).toMatch(/^On 11\/23\/26 18:05, Tide Pool \(Willow Circle\) wrote:\n> Hello Ana/);
    expect(text).toMatch(/> Press Reply and write a few lines\.\n\nFine\.\n$/);
  });

  it('puts each paragraph below its question, as one who answers between the lines in Apple Mail', () => {
    const { text } = replyBody('apple-mail', 'Sleep.\n\nHands.\n\nAnd tea.', LETTER, LISBON);
    expect(text).toContain(
      '> 1. What went well?\n\nSleep.\n\n> \n> 2. What would help you?\n\nHands.\n\nAnd tea.\n',
    );
  });

  it('puts the words below everything when the letter asks nothing', () => {
    const { text } = replyBody('apple-mail', 'Yes.', { ...LETTER, text: 'Hello.\n' }, LISBON);
    expect(text).toMatch(/> Hello\.\n\nYes\.\n\n$/);
  });
});
