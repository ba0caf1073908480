import { crc32, deflateSync } from 'node:zlib';
import type { DevelopedPicture } from '@crewtide/flows';
import fc from 'fast-check';
import sharp, { type Color, type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { developPicture } from './developPicture.ts';

const RED = { r: 200, g: 20, b: 20 };
const BLUE = { r: 20, g: 20, b: 200 };

const plain = (width: number, height: number, background: Color = RED) =>
  sharp({ create: { width, height, channels: 3, background } });

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  plain(width, height).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: BLUE } },
      left: width / 2,
      top: 0,
    },
  ]);

/** The worst that can be asked of a JPEG. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: RED,
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
    },
  });

async function developed(bytes: Uint8Array): Promise<DevelopedPicture> {
  const picture = await developPicture(bytes);
  if (picture === undefined) throw new Error('not developed');
  return picture;
}

/** Which of the two colours is at a place, both from 0 to 1. */
async function colourAt(jpeg: Uint8Array, x: number, y: number): Promise<'red' | 'blue' | 'white'> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  const [red = 0, , blue = 0] = data.subarray(at, at + 3);
  if (red > 150 && blue > 150) return 'white';
  return red > blue ? 'red' : 'blue';
}

describe('a picture', () => {
  test('becomes a JPEG of at most 1600 pixels and a thumbnail of at most 320, in its own proportions', async () => {
    const { picture, thumbnail, width, height } = await developed(await halves(4000, 3000).jpeg().toBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 1200 });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    expect([width, height]).toEqual([320, 240]);
    expect([await colourAt(picture, 0.2, 0.5), await colourAt(picture, 0.8, 0.5)]).toEqual(['red', 'blue']);
  });

  test('stays as small as it is', async () => {
    const { picture, width, height } = await developed(await plain(40, 30).png().toBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ width: 40, height: 30 });
    expect([width, height]).toEqual([40, 30]);
  });

  test('is held within 300 KB, and its thumbnail within 16 KB, whatever it shows', async () => {
    const { picture, thumbnail, width, height } = await developed(await noise(3000, 2000).jpeg().toBuffer());
    expect(picture.length).toBeLessThanOrEqual(300_000);
    expect(thumbnail.length).toBeLessThanOrEqual(16_000);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width, height });
  });

  test.each<[string, (picture: Sharp) => Sharp]>([
    ['PNG', (picture) => picture.png()],
    ['interlaced PNG of few colours', (picture) => picture.png({ palette: true, progressive: true })],
    ['PNG of 16 bits', (picture) => picture.toColourspace('rgb16').png()],
    ['WebP', (picture) => picture.webp()],
    ['GIF', (picture) => picture.gif()],
    ['AVIF', (picture) => picture.avif()],
    ['CMYK JPEG', (picture) => picture.toColourspace('cmyk').jpeg()],
  ])('may be a %s', async (_, as) => {
    const { picture } = await developed(await as(halves(200, 100)).toBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', width: 200 });
    expect([await colourAt(picture, 0.2, 0.5), await colourAt(picture, 0.8, 0.5)]).toEqual(['red', 'blue']);
  });

  test('in grey stays grey', async () => {
    const { picture } = await developed(await plain(50, 50, '#fff').greyscale().png().toBuffer());
    expect(await colourAt(picture, 0.5, 0.5)).toBe('white');
  });

  test('lies on white where one can see through it', async () => {
    const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: { ...RED, alpha: 0 } } });
    const { picture } = await developed(await clear.png().toBuffer());
    expect(await colourAt(picture, 0.5, 0.5)).toBe('white');
  });

  test('that moves shows its first frame', async () => {
    const frames = await Promise.all([RED, BLUE].map((colour) => plain(60, 40, colour).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const { picture } = await developed(moving);
    expect(await sharp(picture).metadata()).toMatchObject({ width: 60, height: 40 });
    expect(await colourAt(picture, 0.5, 0.5)).toBe('red');
  });

  test('stands upright, and says nothing of where, when and with what it was taken', async () => {
    const taken = await halves(200, 100)
      .withExif({
        IFD0: { Make: 'Telephone', Artist: 'Ana' },
        IFD2: { DateTimeOriginal: '2026:11:23 09:00:00' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 43/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .jpeg()
      .toBuffer();
    expect(await sharp(taken).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) });
    for (const bytes of await both(taken)) {
      const {
        orientation,
        exif,
        iptc,
        xmp,
        icc,
        comments,
        width = 0,
        height = 0,
      } = await sharp(bytes).metadata();
      expect({ orientation, exif, iptc, xmp, icc, comments }).toEqual({});
      expect(width).toBeLessThan(height);
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Telephone|Ana|2026|Exif|xmp/);
      expect([await colourAt(bytes, 0.5, 0.2), await colourAt(bytes, 0.5, 0.8)]).toEqual(['red', 'blue']);
    }
  });
});

const both = async (bytes: Uint8Array) => {
  const { picture, thumbnail } = await developed(bytes);
  return [picture, thumbnail];
};

describe('what is no picture that can be shown', () => {
  const SVG =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['nothing', () => Buffer.alloc(0)],
    ['words', () => Buffer.from('dear diary')],
    ['zeros', () => Buffer.alloc(100_000)],
    ['an SVG', () => Buffer.from(SVG)],
    ['an SVG that is called XML', () => Buffer.from(`<?xml version="1.0"?>\n${SVG}`)],
    ['a PDF', () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>')],
    ['a TIFF', () => plain(9, 9).tiff().toBuffer()],
    ['half a JPEG', async () => firstHalf(await noise(400, 400).jpeg().toBuffer())],
    ['half a PNG', async () => firstHalf(await noise(400, 400).png().toBuffer())],
    ['the head of a JPEG', async () => (await noise(400, 400).jpeg().toBuffer()).subarray(0, 20)],
  ])('%s is told as undefined', async (_, bytes) => {
    expect(await developPicture(await bytes())).toBeUndefined();
  });

  test('a picture of 900 megapixels in some hundred kilobytes is not unpacked', async () => {
    const bomb = blackPng(30_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    expect(await developPicture(bomb)).toBeUndefined();
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(await developPicture(blackPng(300))).toBeDefined();
  });

  test('bytes turned over at random never throw', async () => {
    const good = await halves(64, 48).jpeg().toBuffer();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const bad = Buffer.from(good);
          for (const [at, to] of changes) bad[at] = to;
          const result = await developPicture(bad);
          if (result !== undefined) expect(result.picture.length).toBeLessThanOrEqual(300_000);
        },
      ),
      { seed: 20261123, numRuns: 100 },
    );
  });

  test('holds nobody up: what comes after it is developed', async () => {
    const good = await plain(10, 10).png().toBuffer();
    const all = await Promise.all([Buffer.from('x'), good, Buffer.from('y'), good].map(developPicture));
    expect(all.map((one) => one !== undefined)).toEqual([false, true, false, true]);
  });
});

/** A square of one bit a pixel (PNG specification, 5 and 11.2). */
function blackPng(side: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    return Buffer.concat([uint32(data.length), typed, uint32(crc32(typed))]);
  };
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([uint32(side), uint32(side), Buffer.from([1, 0, 0, 0, 0])])),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const firstHalf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length / 2);
