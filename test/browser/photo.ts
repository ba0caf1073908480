import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

/** A sky with a sun, a hill, a red roof: a PNG (W3C PNG, 5), as somebody would attach it. */
export function photoOf(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (__, x) => colourAt(x / width, y / height)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

function colourAt(x: number, y: number): Colour {
  const isRoof = y > 0.35 + Math.abs(x - 0.45) * 0.8 && y < 0.55;
  if (isRoof) return [184, 84, 58];
  if (y >= 0.55 && y < 0.85 && Math.abs(x - 0.45) < 0.2) return [232, 216, 190];
  if (y > 0.7 + 0.06 * Math.sin(x * 7)) return [96, 146, 90];
  if ((x - 0.82) ** 2 + (y - 0.22) ** 2 < 0.008) return [247, 215, 116];
  return [191, 224, 234];
}
