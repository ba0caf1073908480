import { readFileSync } from 'node:fs';
import { type Incoming, REVIEW_QUESTIONS } from '@crewtide/domain';
import { read, readAnswers } from '@crewtide/reading';
import { describe, expect, it } from 'vitest';
import { recordedReplies } from './readdress.ts';

const recorded = recordedReplies();
const INLINE = recorded.filter(({ client }) => client.endsWith('-inline') && !client.startsWith('alpine'));

/** What was typed into a recording, wherever its client broke it, in text and in html. */
const TYPED =
  /(My neighbour|A stranger)[^<]{0,240}?(bis(?:=\r\n)?cuit\.|honestly\.|at all\.|=F0=9F=99=82|\u00f0\u009f\u0099\u0082)/g;
const QUESTION = 'What one small kindness did you see this week?';
const BELOW_IT = 'Just reply to this email. A sentence is enough; a photo is welcome.';
const SECOND = /No photo, sorry (\u00e2\u0080\u0094|=E2=80=94) next time!/;

type Swap = readonly [string | RegExp, string];

/** The same bytes with other words typed, or quoted, in these places. */
const with_ = (bytes: Buffer, swaps: readonly Swap[]): Buffer =>
  Buffer.from(
    swaps.reduce((raw, [from, to]) => raw.replace(from, to), bytes.toString('latin1')),
    'latin1',
  );

const reply = async (bytes: Buffer): Promise<Extract<Incoming, { kind: 'reply' }>> => {
  const message = await read(bytes, { from: 'anna@peer.test', to: ['reply+a1b2@community.test'] });
  if (message.kind !== 'reply') throw new Error(`taken for ${message.kind}`);
  return message;
};
const answersIn = async (bytes: Buffer) => readAnswers(await reply(bytes), REVIEW_QUESTIONS);

describe('a review answered from a client that people use', () => {
  it.each(recorded)('$client: numbered', async ({ bytes }) => {
    const typed = '1. The silences\r\n2) fewer evenings\r\n3: yes, gladly\r\n5 - no';
    const answers = await answersIn(
      with_(bytes, [
        [TYPED, typed],
        [SECOND, ''],
      ]),
    );
    expect(answers).toEqual([
      { question: 'liked', words: 'The silences' },
      { question: 'improve', words: 'fewer evenings' },
      { question: 'go-on', words: 'yes, gladly', yes: true },
      { question: 'regroup', words: expect.stringMatching(/^no\b/), yes: false },
    ]);
  });

  it.each(recorded)('$client: in prose', async ({ bytes }) => {
    const typed = 'I loved the silences. My sister is ill. I am out this time.';
    const answers = await answersIn(
      with_(bytes, [
        [TYPED, typed],
        [SECOND, ''],
      ]),
    );
    expect(answers).toEqual([
      { question: 'liked', words: 'I loved the silences.' },
      { question: 'go-on', words: expect.stringContaining(typed), yes: false },
    ]);
  });

  it('is answered between the lines by three of them', () => {
    expect(INLINE).toHaveLength(3);
  });

  it.each(INLINE)('$client: below the quoted questions', async ({ bytes }) => {
    const asked: readonly Swap[] = [
      [QUESTION, '1. What did you like?'],
      [BELOW_IT, '3. Would you like to go on with this crew? Yes or no.'],
      [TYPED, 'The silences'],
      [SECOND, 'No, not this time'],
    ];
    const message = await reply(with_(bytes, asked));
    expect(message.passages.map(({ words }) => words)).toEqual(['The silences', 'No, not this time']);
    expect(readAnswers(message, REVIEW_QUESTIONS)).toEqual([
      { question: 'liked', words: 'The silences' },
      { question: 'go-on', words: 'No, not this time', yes: false },
    ]);
  });
});

describe('the quote that a reply stands below', () => {
  it.each(recorded.filter(({ client }) => client.endsWith('-inline')))(
    '$client: is the letter’s',
    async ({ bytes }) => {
      const { passages } = await reply(bytes);
      expect(passages.every(({ quote }) => quote !== undefined && !quote.includes('>'))).toBe(true);
    },
  );

  it.each(recorded.filter(({ client }) => client.endsWith('-top')))('$client: is none', async ({ bytes }) => {
    expect(await reply(bytes)).toMatchObject({ passages: [{ quote: undefined }] });
  });
});

describe('a photo', () => {
  const roundcube = readFileSync(new URL('clients/roundcube-html-top.eml', import.meta.url)).toString(
    'latin1',
  );
  const photo = Buffer.concat([Buffer.from('ffd8ffc0001108038404b003', 'hex'), Buffer.alloc(60_000)]);
  const related = /Content-Type: multipart\/related;\s+boundary="([^"]+)"/.exec(roundcube)?.[1] ?? '';
  const sent = (within: 'words' | 'quote') => {
    const image = '<img src=3D"cid:9d3c@peer.test" alt=3D"The first tomato" />';
    const place = within === 'words' ? '<div id=3D"signature">' : 'Read them all</a>';
    const part = [
      `--${related}`,
      'Content-Transfer-Encoding: base64',
      'Content-ID: <9d3c@peer.test>',
      'Content-Type: image/jpeg; name=IMG_2041.jpg',
      'Content-Disposition: inline; filename=IMG_2041.jpg; size=60012',
      '',
      photo.toString('base64').replace(/.{76}/g, '$&\r\n'),
      `--${related}--`,
    ].join('\r\n');
    return Buffer.from(
      roundcube.replace(place, `${image}${place}`).replace(`--${related}--`, part),
      'latin1',
    );
  };

  it('that Roundcube puts between the words is kept, the image that it blocked is not', async () => {
    expect(roundcube).toContain('blocked.gif');
    const { pictures } = await reply(sent('words'));
    expect(pictures).toEqual([{ bytes: expect.any(Uint8Array), description: 'The first tomato' }]);
    expect(Buffer.compare(pictures[0]?.bytes ?? Buffer.of(), photo)).toBe(0);
  });

  it('that Roundcube quotes is the letter’s', async () => {
    expect(await reply(sent('quote'))).toMatchObject({ pictures: [] });
  });

  it.each(recorded)('$client sent none', async ({ bytes }) => {
    expect(await reply(bytes)).toMatchObject({ pictures: [] });
  });
});
