import type { Recipient } from '@crewtide/flows';
import { Place } from '../components/Place.tsx';
import type { Block, ContentOf } from '../draft.ts';
import { styles } from '../theme.ts';
import { placeInText } from '../words/place.ts';
import { timeAndAside } from '../words/when.ts';

type Occasion = Exclude<ContentOf<'digest'>['meeting'], undefined>;

/** When by her own clock, where, and whatever else is to be known about it, a line each. */
export function occasion({ startsAt, zone, place }: Occasion, to: Recipient, rest: readonly string[]): Block {
  const [time, aside] = timeAndAside(startsAt, to.member.zone, zone);
  return {
    html: (
      <div className="ink facts" style={styles.facts}>
        <strong>{time}</strong>
        <span className="quiet" style={styles.aside}>
          {aside}
        </span>
        <br />
        <Place of={place} />
        {rest.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
          <span key={index}>
            <br />
            {line}
          </span>
        ))}
      </div>
    ),
    text: [`${time}${aside}`, placeInText(place), ...rest].join('\n'),
  };
}
