import type { Instant, TimeZone } from '@crewtide/domain';
import type { ContentOf } from '../draft.ts';
import { inSentence } from './clean.ts';
import { clocksOf } from './when.ts';

/** Whose turn it is to host; undefined where nobody of the order takes part. */
export type Turn = ContentOf<'your-crew'>['meetings'][number]['host'];

/** `Ben hosts`, `you host`. */
export function hosts(turn: Exclude<Turn, undefined>): string {
  return turn.who === 'you' ? 'you host' : `${inSentence(turn.name)} hosts`;
}

export const atStart = (sentence: string): string =>
  `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;

/** What a meeting's host can reply; `other` is somebody to swap with. Times that she writes count by her own clock, which is said where the crew's shows others. */
export function howToChange(
  other: string | undefined,
  at: Instant,
  { own, crew }: { readonly own: TimeZone; readonly crew: TimeZone },
): string {
  const swap = other === undefined ? '' : `, or “swap with ${inSentence(other)}”`;
  const place = `${swap === '' ? 'or ' : ''}“we meet at …”`;
  const times = clocksOf(at, own, crew).aside === undefined ? '' : ', by your own clock';
  return `“move to Thursday 19:30”${times}, “cancel”, “skip” (then one is added at the end), ${place}${swap}`;
}
