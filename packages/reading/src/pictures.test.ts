import { describe, expect, it } from 'vitest';
import { read } from './read.ts';
import { gif, jpeg, pictureMail, png } from './testPictures.ts';

const ENVELOPE = { from: 'anna@peer.test', to: ['reply+abc@crewtide.test'] };

async function described(mail: Parameters<typeof pictureMail>[0]): Promise<readonly string[]> {
  const message = await read(pictureMail(mail), ENVELOPE);
  if (message.kind !== 'reply') throw new Error(`taken for ${message.kind}`);
  return message.pictures.map(({ description }) => description);
}

const PHOTO = { type: 'image/jpeg', bytes: jpeg(1200, 900, 90_000) };
const LOGO = { type: 'image/png', bytes: png(160, 140, 6_000), contentId: 'logo@corp' };
const shows = (contentId: string, alt = '') => `<img src="cid:${contentId}" alt="${alt}">`;

describe('a photo', () => {
  it('that is attached comes with its bytes', async () => {
    const message = await read(pictureMail({ parts: [{ ...PHOTO, name: 'our-garden.jpg' }] }), ENVELOPE);
    expect(message).toMatchObject({ pictures: [{ description: 'our garden' }] });
    expect(
      message.kind === 'reply' && Buffer.compare(message.pictures[0]?.bytes ?? Buffer.of(), PHOTO.bytes),
    ).toBe(0);
  });

  it.each([
    ['image/png', png(800, 600)],
    ['image/gif', gif(800, 600, 9_000)],
    ['image/webp', Buffer.from('RIFF....WEBPVP8X'.padEnd(200))],
    ['image/heic', Buffer.from('....ftypheic'.padEnd(200))],
    ['image/avif', Buffer.from('....ftypavif'.padEnd(200))],
    ['image/tiff', Buffer.from('II*.'.padEnd(200))],
    ['application/octet-stream', PHOTO.bytes],
  ])('may be %s', async (type, bytes) => {
    expect(await described({ parts: [{ type, bytes, name: 'the lake.jpg' }] })).toEqual(['the lake']);
  });

  it.each([
    ['a page', { type: 'application/pdf', name: 'page.pdf' }],
    ['a drawing of code', { type: 'image/svg+xml', name: 'x.svg' }],
    ['bytes of no kind', { type: 'application/octet-stream', name: 'x.bin' }],
  ])('is not %s', async (_, part) => {
    expect(await described({ parts: [{ ...part, bytes: PHOTO.bytes }] })).toEqual([]);
  });

  it('within the html is described by its alt text, else by Content-Description, else by its file name', async () => {
    const part = { ...PHOTO, contentId: 'P1@Phone', name: 'tomatoes.jpg' };
    const html = (alt: string) => `<p>Look</p>${shows('P1@Phone', alt)}`;
    expect(await described({ html: html('My  first tomato'), parts: [part] })).toEqual(['My first tomato']);
    expect(
      await described({ html: html('image.png'), parts: [{ ...part, description: 'Red ones' }] }),
    ).toEqual(['Red ones']);
    expect(await described({ html: html(''), parts: [part] })).toEqual(['tomatoes']);
  });

  it.each([
    'image001.png',
    'IMG_1234.jpeg',
    'IMG-20261123-WA0007.jpg',
    'PXL_20261123_091244.jpg',
    'DSC00017.JPG',
    'photo.jpg',
    '20261123_101500.jpg',
    'WhatsApp Image 2026-11-23 at 10.15.00.jpeg',
    '6F9619FF-8B86-D011-B42D-00C04FC964FF.jpg',
    'ii_lx3k9d2f0.png',
    'cid17954471566b@peer.test',
    'Screenshot 2026-11-23 at 10.15.00.png',
    '',
  ])('whose name is %j has no description', async (name) => {
    expect(await described({ parts: [{ ...PHOTO, name }] })).toEqual(['']);
  });

  it('that stands twice is one, and of thirty twenty come', async () => {
    expect(await described({ parts: [PHOTO, PHOTO] })).toHaveLength(1);
    const thirty = Array.from({ length: 30 }, (_, at) => ({ ...PHOTO, bytes: jpeg(900, 900, 3_000 + at) }));
    expect(await described({ parts: thirty })).toHaveLength(20);
  });

  it('of more than 15 MB is left out', async () => {
    expect(await described({ parts: [{ ...PHOTO, bytes: jpeg(9_000, 9_000, 15_000_001) }] })).toEqual([]);
  });

  it('below the words that a phone writes by itself is kept', async () => {
    const html = `<p>Look</p><div>-- </div><div>Sent from my phone</div>${shows('p1')}`;
    expect(await described({ html, parts: [{ ...PHOTO, contentId: 'p1' }] })).toHaveLength(1);
  });

  it('that the html does not show is kept', async () => {
    expect(await described({ html: '<p>Look</p>', parts: [{ ...PHOTO, contentId: 'p1' }] })).toHaveLength(1);
  });
});

describe('left out is', () => {
  it.each([
    ['a logo in a signature', `<p>Hi</p><div class="gmail_signature">${shows('logo@corp')}</div>`],
    ['a logo below the separator', `<p>Hi</p><p>-- <br>Anna</p>${shows('logo@corp')}`],
    ['a picture in a quote', `<p>Hi</p><blockquote type="cite">${shows('logo@corp')}</blockquote>`],
    ['a picture in Gmail’s quote', `<p>Hi</p><div class="gmail_quote">${shows('logo@corp')}</div>`],
    [
      'a picture behind Outlook’s headers',
      `<p>Hi</p><p><b>From:</b> Grace &lt;g@x.test&gt;</p><p><b>Sent:</b> Monday</p><p><b>To:</b> Anna</p><p>${shows('logo@corp')}</p>`,
    ],
    ['a picture made tiny', `<p>Hi</p><img src="cid:logo@corp" width="1" height="1">`],
  ])('%s', async (_, html) => {
    expect(await described({ html, parts: [LOGO] })).toEqual([]);
    expect(await described({ html: `<p>Hi</p>${shows('logo@corp')}`, parts: [LOGO] })).toHaveLength(1);
  });

  it.each([
    ['a picture of a few pixels', { type: 'image/gif', bytes: gif(1, 1), name: 'blocked.gif' }],
    ['a wide banner', { type: 'image/png', bytes: png(600, 130, 5_000), name: 'x.png' }],
    [
      'a small file that is named a logo',
      { type: 'image/png', bytes: png(200, 200, 5_000), name: 'Linkedin_logo.png' },
    ],
    [
      'a small picture that Outlook numbered',
      { type: 'image/jpeg', bytes: jpeg(180, 180, 9_000), name: 'image003.jpg' },
    ],
    [
      'a thumbnail of our own letter',
      { type: 'image/jpeg', bytes: jpeg(320, 240, 9_000), contentId: 'abcdefgh234567ab@crew.test' },
    ],
  ])('%s', async (_, part) => {
    expect(await described({ parts: [part] })).toEqual([]);
  });

  it('nothing large for its name alone', async () => {
    expect(
      await described({
        parts: [
          { ...PHOTO, name: 'image001.jpg' },
          { ...PHOTO, bytes: png(800, 800), name: 'crew logo.png' },
        ],
      }),
    ).toHaveLength(2);
  });
});
