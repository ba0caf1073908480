import sharp from 'sharp';

/** Eight bits a channel, row by row. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

export interface Print {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Of JPEG, from 1 to 100; lower ones look worse than fewer pixels. */
const QUALITIES = [80, 65, 50, 35] as const;
const SHRINKINGS = [1, 0.75, 0.5, 0.25] as const;

/** The best JPEG that is at most so wide, so high and so heavy; undefined where none is. */
export async function printWithin(
  pixels: Pixels,
  most: { readonly pixels: number; readonly bytes: number },
): Promise<Print | undefined> {
  for (const shrinking of SHRINKINGS) {
    const side = Math.round(most.pixels * shrinking);
    for (const quality of QUALITIES) {
      const print = await printAt(pixels, side, quality);
      if (print.jpeg.length <= most.bytes) return print;
    }
  }
  return undefined;
}

async function printAt({ data, ...raw }: Pixels, side: number, quality: number): Promise<Print> {
  const { data: jpeg, info } = await sharp(data, { raw })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: new Uint8Array(jpeg), width: info.width, height: info.height };
}
