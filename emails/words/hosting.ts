import type { ContentOf } from '../draft.ts';
import { inSentence } from './clean.ts';

/** Whose turn it is to host; undefined where nobody of the order takes part. */
export type Turn = ContentOf<'your-crew'>['meetings'][number]['host'];

/** `Ben hosts`, `you host`. */
export function hosts(turn: Exclude<Turn, undefined>): string {
  return turn.who === 'you' ? 'you host' : `${inSentence(turn.name)} hosts`;
}

export const atStart = (sentence: string): string =>
  `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;

/** How the host of a meeting changes it. `other` is somebody to swap with. */
export function howToChange(other: string | undefined): string {
  const swap = other === undefined ? '' : `, or “swap with ${inSentence(other)}”`;
  const place = `${swap === '' ? 'or ' : ''}“we meet at …”`;
  return `“move to Thursday 19:30”, “cancel”, “skip” (then one is added at the end), ${place}${swap}`;
}
