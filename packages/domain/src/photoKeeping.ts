import { type Change, create } from './decision.ts';
import type { Photo } from './photo.ts';
import type { Reply } from './reply.ts';

/** A picture of a reply, made harmless and small: JPEG within the bounds of `picture` and `thumbnail`. */
export interface DevelopedPhoto {
  readonly photo: Photo;
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
}

/** What became of a reply's pictures. */
export interface Developed {
  readonly photos: readonly DevelopedPhoto[];
  /** How many can't be shown. */
  readonly unshown: number;
}

export const NO_PICTURES: Developed = { photos: [], unshown: 0 };

/** How a reply, and a letter that shows it, name its pictures. */
export const shownOf = ({ photos, unshown }: Developed): Pick<Reply, 'photos' | 'unshown'> => ({
  ...(photos.length === 0 ? {} : { photos: photos.map(({ photo }) => photo) }),
  ...(unshown === 0 ? {} : { unshown }),
});

export const keptPhotos = ({ photos }: Developed): Change[] =>
  photos.flatMap(({ photo: { id }, picture, thumbnail }) => [
    create({ kind: 'picture', id, bytes: picture }),
    create({ kind: 'thumbnail', id, bytes: thumbnail }),
  ]);
