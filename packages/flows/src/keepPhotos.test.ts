import { replyId } from '@crewtide/domain';
import { describe, expect, test } from 'vitest';
import { keepPhotos } from './keepPhotos.ts';
import type { DevelopedPicture, PictureDeveloper } from './ports.ts';

const reply = replyId.parse('a'.repeat(16));
const developed: DevelopedPicture = {
  picture: new Uint8Array([1]),
  thumbnail: new Uint8Array([2]),
  width: 320,
  height: 200,
};
const keep = (descriptions: readonly string[], developPicture: PictureDeveloper = async () => developed) =>
  keepPhotos(
    { developPicture },
    reply,
    descriptions.map((description) => ({ bytes: new Uint8Array([9]), description })),
  );

describe('a reply’s pictures', () => {
  test('are named by the reply and their place, and say what their writer called them', async () => {
    const { photos, unshown } = await keep(['The sea', 'The sea']);
    expect(photos.map(({ photo }) => photo)).toEqual([
      { id: expect.any(String), description: 'The sea', width: 320, height: 200 },
      { id: expect.any(String), description: 'The sea', width: 320, height: 200 },
    ]);
    expect(new Set(photos.map(({ photo }) => photo.id)).size).toBe(2);
    expect((await keep(['The sea'])).photos[0]?.photo.id).toBe(photos[0]?.photo.id);
    expect(unshown).toBe(0);
  });

  test('are six at most; the others are counted', async () => {
    const { photos, unshown } = await keep(Array.from({ length: 9 }, () => ''));
    expect([photos.length, unshown]).toEqual([6, 3]);
  });

  test.each<[string, PictureDeveloper]>([
    ['can’t be read', async () => undefined],
    ['stay too large', async () => ({ ...developed, picture: new Uint8Array(300_001) })],
    ['have too large a thumbnail', async () => ({ ...developed, thumbnail: new Uint8Array(16_001) })],
  ])('that %s are counted', async (_, developPicture) => {
    expect(await keep(['one', 'two'], developPicture)).toEqual({ photos: [], unshown: 2 });
  });

  test('are called by one short line that holds no token', async () => {
    const { photos } = await keep([` a\r\nb ${'x'.repeat(300)}`, 'abcdefg2'.repeat(6)]);
    expect(photos[0]?.photo.description).toMatch(/^a {2}b x+$/);
    expect(photos[0]?.photo.description).toHaveLength(200);
    expect(photos[1]?.photo.description).toBe('…');
  });
});
