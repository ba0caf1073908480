import type { Practice, Step } from '../practice.ts';

interface StepOfBoth {
  readonly name: string;
  /** Minutes in a meeting of 60 and of 90; absent where a meeting of 60 does without it. */
  readonly of60?: number;
  readonly of90: number;
  readonly how: string;
}

/** One way to spend a meeting, for either length. */
export const plansOf = (steps: readonly StepOfBoth[]): Practice['plans'] => ({
  60: steps.flatMap(({ name, of60, how }): Step[] =>
    of60 === undefined ? [] : [{ name, minutes: of60, how }],
  ),
  90: steps.map(({ name, of90, how }): Step => ({ name, minutes: of90, how })),
});
