import {
  type Developed,
  type DevelopedPhoto,
  type IncomingPicture,
  photoIdOf,
  type ReplyId,
  withoutTokens,
} from '@crewtide/domain';
import type { Reading } from './ports.ts';

/** So many pictures of one reply are kept; with their thumbnails they fit a transaction of 4 MB. */
const MOST_PICTURES = 6;
const BYTES = { picture: 300_000, thumbnail: 16_000 } as const;
const DESCRIPTION_LENGTH = 200;

/** Makes a reply's pictures harmless and small, one at a time; what can't be shown is counted. */
export async function keepPhotos(
  deps: Pick<Reading, 'developPicture'>,
  reply: ReplyId,
  pictures: readonly IncomingPicture[],
): Promise<Developed> {
  const photos: DevelopedPhoto[] = [];
  for (const [at, picture] of pictures.slice(0, MOST_PICTURES).entries()) {
    const developed = await deps.developPicture(picture.bytes);
    if (developed === undefined || isTooLarge(developed)) continue;
    const { width, height, thumbnail } = developed;
    const photo = { id: photoIdOf(reply, at), description: descriptionOf(picture), width, height };
    photos.push({ photo, picture: developed.picture, thumbnail });
  }
  return { photos, unshown: pictures.length - photos.length };
}

const isTooLarge = (developed: { readonly picture: Uint8Array; readonly thumbnail: Uint8Array }): boolean =>
  developed.picture.length > BYTES.picture || developed.thumbnail.length > BYTES.thumbnail;

const descriptionOf = ({ description }: IncomingPicture): string =>
  withoutTokens(description.replace(/\p{Cc}/gu, ' '))
    .trim()
    .slice(0, DESCRIPTION_LENGTH);
