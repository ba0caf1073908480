import type { DevelopedPicture, PictureDeveloper } from '@crewtide/flows';
import sharp from 'sharp';
import { type Pixels, printWithin } from './printWithin.ts';

/** A picture of 50 megapixels takes up to 200 MB to read; telephones take 12, their makers boast of 50. */
const MOST_PIXELS = 50_000_000;

const MOST_SECONDS = 20;

const PICTURE = { pixels: 1600, bytes: 300_000 } as const;
const THUMBNAIL = { pixels: 320, bytes: 16_000 } as const;

/** Of libvips' readers only these: no SVG, PDF, TIFF or scripts, whatever a file is called. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`);

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: READERS });

/**
 * JPEG, PNG, WebP, GIF (its first frame) and AVIF, one at a time. What comes out is made of the pixels alone: no position,
 * date, camera, profile or comment. See ../../decisions/pictures.md.
 */
export const developPicture: PictureDeveloper = (bytes) => {
  const developed = turn.then(() => develop(bytes));
  turn = developed;
  return developed;
};

let turn: Promise<unknown> = Promise.resolve();

async function develop(bytes: Uint8Array): Promise<DevelopedPicture | undefined> {
  try {
    const pixels = await pixelsOf(bytes);
    const picture = await printWithin(pixels, PICTURE);
    const thumbnail = await printWithin(pixels, THUMBNAIL);
    return (
      picture &&
      thumbnail && {
        picture: picture.jpeg,
        thumbnail: thumbnail.jpeg,
        width: thumbnail.width,
        height: thumbnail.height,
      }
    );
  } catch {
    // Whatever the reader found wrong: the picture can't be shown, and its bytes are in the raw mail.
    return undefined;
  }
}

/** Upright, on white, in sRGB, and no larger than what is kept of it. */
async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .timeout({ seconds: MOST_SECONDS })
    .autoOrient()
    .resize({ width: PICTURE.pixels, height: PICTURE.pixels, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}
