import type { News, TimeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { Heading } from 'react-email';
import { Place } from '../components/Place.tsx';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';
import { told } from '../words/news.ts';
import { placeInText } from '../words/place.ts';

/** What changed, large: it is why the letter was written. */
export function news(of: readonly News[], zone: TimeZone, to: Recipient): Block {
  const all = of.map((each) => told(each, zone, to));
  return {
    html: all.map(({ sentence, place }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: news never move
      <Heading key={index} as="h1" className="ink question" style={styles.smallQuestion}>
        {sentence}
        {place !== undefined && (
          <>
            <br />
            <Place of={place} />
          </>
        )}
      </Heading>
    )),
    text: all
      .map(({ sentence, place }) => (place === undefined ? sentence : `${sentence}\n${placeInText(place)}`))
      .join('\n\n'),
  };
}
