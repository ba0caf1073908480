import type { Photo } from '@crewtide/domain';
import { Img, Text } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';
import { inSentence } from '../words/clean.ts';

export interface Pictures {
  readonly name: string;
  readonly photos?: readonly Photo[] | undefined;
  /** How many more came that no letter can show. */
  readonly unshown?: number | undefined;
}

const DESCRIPTION = 200;

/** The thumbnails that came with somebody's words; a description is shown as well, for it is what she called it. */
export function photos({ name, photos: shown = [], unshown }: Pictures): Block {
  const more = moreInWords(shown.length, unshown);
  const captions = shown.map(({ description }) => inSentence(description, DESCRIPTION));
  return {
    html: (
      <>
        {shown.map(({ id, width, height }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: photos never move
          <Picture key={index} {...{ id, width, height, name }} caption={captions[index] ?? ''} />
        ))}
        {more !== undefined && (
          <Text className="quiet" style={styles.caption}>
            {more}
          </Text>
        )}
      </>
    ),
    text: [
      ...captions.map((caption) => (caption === '' ? '  [photo]' : `  [photo: ${caption}]`)),
      ...(more === undefined ? [] : [`  ${more}`]),
    ].join('\n'),
  };
}

interface PictureProps extends Pick<Photo, 'id' | 'width' | 'height'> {
  readonly name: string;
  readonly caption: string;
}

const Picture = ({ id, width, height, name, caption }: PictureProps) => (
  <>
    <Img
      src={`cid:${id}`}
      width={width}
      height={height}
      alt={caption === '' ? `A photo from ${inSentence(name)}` : caption}
      style={styles.photo}
    />
    {caption !== '' && (
      <Text className="quiet" dir="auto" style={styles.caption}>
        {caption}
      </Text>
    )}
  </>
);

function moreInWords(shown: number, unshown: number | undefined): string | undefined {
  if (unshown === undefined) return undefined;
  const pictures = unshown === 1 ? 'picture' : 'pictures';
  return shown === 0
    ? `with ${unshown} ${pictures} that can’t be shown here`
    : `and ${unshown} more ${pictures}`;
}
