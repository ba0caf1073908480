import { type Random, seeded } from '../../crash/random.ts';

/** How badly queues carry what is sent: each a probability from 0 to 1. SQS promises no better than "at least once, in about that order". */
export interface Mischief {
  readonly seed: number;
  readonly drop: number;
  readonly double: number;
  readonly delay: number;
  /** A delayed copy comes up to so much later. */
  readonly delaySeconds: number;
  /** Messages are received in any order. */
  readonly reorder: boolean;
}

export interface Carrying {
  /** The delays, in seconds, of the copies that arrive of a message that was sent; none: it is lost. */
  arrivals(): readonly number[];
  /** The order in which what is visible is received. */
  ordered<T>(visible: readonly T[]): readonly T[];
}

export function carrying(mischief: Mischief | undefined): Carrying {
  if (mischief === undefined) return { arrivals: () => [0], ordered: (visible) => visible };
  const random = seeded(mischief.seed);
  const delayed = (): number => (random() < mischief.delay ? Math.ceil(random() * mischief.delaySeconds) : 0);
  return {
    arrivals() {
      if (random() < mischief.drop) return [];
      return random() < mischief.double ? [delayed(), delayed()] : [delayed()];
    },
    ordered: (visible) => (mischief.reorder ? shuffled(visible, random) : visible),
  };
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
