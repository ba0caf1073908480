import type { TimeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { Place } from '../components/Place.tsx';
import type { Block, ContentOf } from '../draft.ts';
import { styles } from '../theme.ts';
import { hosts } from '../words/hosting.ts';
import { placeInText } from '../words/place.ts';
import { clocksOf } from '../words/when.ts';

type Meeting = ContentOf<'your-crew'>['meetings'][number];

/** A season's meetings by her own clock, a row each: the crew's clock where it differs, who hosts, where if not always there. */
export function meetings(of: readonly Meeting[], zone: TimeZone, to: Recipient): Block {
  const rows = rowsOf(of, zone, to);
  const [place, ...others] = new Set(of.map((each) => each.place));
  const common = others.length === 0 ? place : undefined;
  return {
    html: (
      <>
        <table role="presentation" cellPadding={0} cellSpacing={0} style={styles.table}>
          <tbody>
            {rows.map(({ when, rest, where }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: meetings never move
              <tr key={index}>
                <td className="ink" style={styles.when}>
                  {when}
                </td>
                <td className="quiet" style={styles.beside}>
                  {rest}
                  {common === undefined && (
                    <>
                      {rest === '' ? '' : ' · '}
                      <Place of={where} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {common !== undefined && (
          <div className="ink" style={styles.where}>
            {'Where: '}
            <Place of={common} />
          </div>
        )}
      </>
    ),
    text: [
      ...rows.map(({ when, rest, where }) =>
        [when, rest, ...(common === undefined ? [placeInText(where)] : [])]
          .filter((part) => part !== '')
          .join(' · '),
      ),
      ...(common === undefined ? [] : ['', `Where: ${placeInText(common)}`]),
    ].join('\n'),
  };
}

interface Row {
  readonly when: string;
  readonly rest: string;
  readonly where: string;
}

/** The year is said where it is not the one in which the list begins. */
function rowsOf(of: readonly Meeting[], zone: TimeZone, to: Recipient): readonly Row[] {
  let begins: string | undefined;
  return of.map(({ startsAt, place, host }) => {
    const { shortDay, year, time, aside } = clocksOf(startsAt, to.member.zone, zone);
    begins ??= year;
    const rest = [...(aside === undefined ? [] : [aside]), ...(host === undefined ? [] : [hosts(host)])];
    return {
      when: `${shortDay}${year === begins ? '' : ` ${year}`}, ${time}`,
      rest: rest.join(' · '),
      where: place,
    };
  });
}
