import type { News, TimeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { Place } from '../components/Place.tsx';
import { Statement } from '../components/Statement.tsx';
import type { Block } from '../draft.ts';
import { told } from '../words/news.ts';
import { placeInText } from '../words/place.ts';

/** What changed: it is why the letter was written. */
export function news(of: readonly News[], zone: TimeZone, to: Recipient): Block {
  const all = of.map((each) => told(each, zone, to));
  return {
    html: all.map(({ sentence: [before, fresh, after], place }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: news never move
      <Statement key={index} size="small" begins="">
        {before}
        <strong>{fresh}</strong>
        {after}
        {place !== undefined && (
          <>
            <br />
            <Place of={place} />
          </>
        )}
      </Statement>
    )),
    text: all
      .map(({ sentence, place }) => [sentence.join(''), ...(place === undefined ? [] : [placeInText(place)])])
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  };
}
