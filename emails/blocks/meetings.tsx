import type { TimeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { Place } from '../components/Place.tsx';
import type { Block, ContentOf } from '../draft.ts';
import { styles } from '../theme.ts';
import { hosts } from '../words/hosting.ts';
import { placeInText } from '../words/place.ts';
import { clockOf, clocksOf } from '../words/when.ts';
import { heading } from './heading.tsx';

type Meeting = ContentOf<'your-crew'>['meetings'][number];

/**
 * A season's meetings by her own clock, a row each. What most of them share, the crew's time and the place, is said once;
 * a row says what is otherwise.
 */
export function meetings(title: string, of: readonly Meeting[], zone: TimeZone, to: Recipient): Block {
  const aside = mostOften(of.map(({ startsAt }) => clocksOf(startsAt, to.member.zone, zone).aside));
  const place = mostOften(of.map((each) => each.place));
  const rows = rowsOf(of, { zone, aside, place }, to);
  const head = heading(
    aside === undefined ? `${title} (${clockOf(to.member.zone)})` : `${title}, by your clock (${aside})`,
  );
  return {
    html: (
      <>
        {head.html}
        <table role="presentation" cellPadding={0} cellSpacing={0} style={styles.table}>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: meetings never move
              <MeetingRow key={index} row={row} />
            ))}
          </tbody>
        </table>
        {place !== undefined && (
          <div className="ink" style={styles.where}>
            {'Where: '}
            <Place of={place} />
          </div>
        )}
      </>
    ),
    text: [
      head.text,
      '',
      ...rows.map(rowInText),
      ...(place === undefined ? [] : ['', `Where: ${placeInText(place)}`]),
    ].join('\n'),
  };
}

interface Row {
  readonly when: string;
  readonly host: string;
  readonly isYours: boolean;
  /** The crew's clock, where it is not what the heading says. */
  readonly aside: string;
  /** Where it is not the place that most of them share. */
  readonly where: string;
}

interface Shared {
  readonly zone: TimeZone;
  readonly aside: string | undefined;
  readonly place: string | undefined;
}

/** The year is said where it is not the one in which the list begins. */
function rowsOf(of: readonly Meeting[], shared: Shared, to: Recipient): readonly Row[] {
  const clocks = of.map(({ startsAt }) => clocksOf(startsAt, to.member.zone, shared.zone));
  return of.map(({ place, host }, index) => {
    const { shortDay = '', year = '', time = '', aside } = clocks[index] ?? {};
    return {
      when: `${shortDay}${year === clocks[0]?.year ? '' : ` ${year}`}, ${time}`,
      host: host === undefined ? '' : hosts(host),
      isYours: host?.who === 'you',
      aside: aside === undefined || aside === shared.aside ? '' : aside,
      where: place === shared.place ? '' : place,
    };
  });
}

const MeetingRow = ({ row: { when, host, isYours, aside, where } }: { readonly row: Row }) => (
  <tr>
    <td className="ink" style={styles.when}>
      {when}
    </td>
    <td className="quiet" style={styles.beside}>
      {isYours ? (
        <strong className="ink" style={styles.yours}>
          {host}
        </strong>
      ) : (
        host
      )}
      {aside !== '' && (
        <>
          {host !== '' && <br />}
          {aside}
        </>
      )}
      {where !== '' && (
        <>
          {host + aside !== '' && <br />}
          <Place of={where} />
        </>
      )}
    </td>
  </tr>
);

const rowInText = ({ when, host, aside, where }: Row): string =>
  [`${when}${aside === '' ? '' : ` (${aside})`}`, host, where === '' ? '' : placeInText(where)]
    .filter((part) => part !== '')
    .join(' · ');

/** The first of those that come most often. */
function mostOften<T>(of: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const each of of) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
