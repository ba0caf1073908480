import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSizeOf } from './pictureSize.ts';
import { gif, jpeg, png } from './testPictures.ts';

const webp = (chunk: string, at: number, bytes: string) => {
  const file = Buffer.from(`RIFF....WEBP${chunk}`.padEnd(40, '\0'), 'latin1');
  Buffer.from(bytes, 'hex').copy(file, at);
  return file;
};

describe('the size of a picture', () => {
  it.each([
    ['PNG', png(640, 480)],
    ['GIF', gif(640, 480)],
    ['JPEG', jpeg(640, 480)],
    ['lossy WebP', webp('VP8 ', 26, '8002e001')],
    ['lossless WebP', webp('VP8L', 21, '7fc27700')],
    ['extended WebP', webp('VP8X', 24, '7f0200df0100')],
  ])('is read from %s', (_, bytes) => {
    expect(pictureSizeOf(bytes)).toEqual({ width: 640, height: 480 });
  });

  it('is unknown for anything else, whatever the bytes', () => {
    const starts = [png(1, 1, 0), gif(1, 1, 0), jpeg(1, 1, 0), webp('VP8X', 24, '00')];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.nat(40), fc.uint8Array(), (start, length, rest) => {
        expect(() => pictureSizeOf(Buffer.concat([start.subarray(0, length), rest]))).not.toThrow();
      }),
    );
    expect(pictureSizeOf(Buffer.from('%PDF-1.7'))).toBeUndefined();
    expect(pictureSizeOf(Buffer.alloc(0))).toBeUndefined();
  });
});
