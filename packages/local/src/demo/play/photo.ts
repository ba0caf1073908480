import sharp from 'sharp';
import type { Picture } from '../mailClient.ts';

const SIZE = { width: 1280, height: 960 } as const;
type Colour = readonly [red: number, green: number, blue: number];

/** A sky with a sun, two hills, three tomatoes. */
function colourAt(x: number, y: number): Colour {
  const within = (atX: number, atY: number, radius: number) => (x - atX) ** 2 + (y - atY) ** 2 < radius ** 2;
  if (within(300, 800, 36) || within(420, 850, 32) || within(560, 815, 38)) return [200, 69, 47];
  if (y > 740 + 45 * Math.sin(x / 190)) return [63, 122, 82];
  if (y > 580 + 60 * Math.cos(x / 260)) return [111, 159, 99];
  if (within(980, 210, 90)) return [247, 215, 116];
  return [191, 224, 234 - y / 30];
}

/** A picture as a phone attaches it, with a name that says what it shows. */
export async function gardenPhoto(): Promise<Picture> {
  const pixels = Buffer.alloc(SIZE.width * SIZE.height * 3);
  for (let at = 0; at < SIZE.width * SIZE.height; at += 1)
    pixels.set(colourAt(at % SIZE.width, Math.floor(at / SIZE.width)), at * 3);
  const bytes = await sharp(pixels, { raw: { ...SIZE, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return { name: 'our-garden.jpg', type: 'image/jpeg', bytes };
}
