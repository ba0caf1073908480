import type { Rhythm } from '@crewtide/domain';
import { nth, ordinal } from './counting.ts';

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** `every second Tuesday`; `weekday` is the one on which a crew of weeks or fortnights meets. */
export function rhythmInWords(rhythm: Rhythm, weekday: string): string {
  switch (rhythm.every) {
    case 'week':
      return `every ${weekday}`;
    case 'fortnight':
      return `every second ${weekday}`;
    case 'month':
      return monthly(rhythm.on);
    case 'moon':
      return `the ${capital(rhythm.weekday)} nearest the ${rhythm.phase} moon`;
  }
}

function monthly(on: Extract<Rhythm, { every: 'month' }>['on']): string {
  if ('day' in on) return `the ${nth(on.day)} of each month${on.day > 28 ? ', or its last day' : ''}`;
  const which = on.which === 'last' ? 'last' : ordinal(on.which);
  return `the ${which} ${capital(on.weekday)} of the month`;
}
