import type { SeasonChange } from './change.ts';
import type { Season } from './season.ts';

/** Why a change can't be made. */
export type ChangeRefused = 'has-passed' | 'no-meeting' | 'season-full' | 'not-a-member';

export type ChangeMade =
  | {
      readonly outcome: 'changed';
      /** The very same where nothing changed. */
      readonly season: Season;
      /** What takes it back, in this order; empty where nothing changed. */
      readonly undo: readonly SeasonChange[];
    }
  | { readonly outcome: 'refused'; readonly why: ChangeRefused };

export const refused = (why: ChangeRefused): ChangeMade => ({ outcome: 'refused', why });
export const unchanged = (season: Season): ChangeMade => ({ outcome: 'changed', season, undo: [] });
