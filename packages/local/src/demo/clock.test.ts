import { instant, instantFromMilliseconds, later } from '@crewtide/domain';
import { expect, it } from 'vitest';
import { createMovableClock } from './clock.ts';

const START = instant.parse('2026-11-23T09:00:00.000Z');

it('a moved clock goes on from where it was put', () => {
  let real = Date.parse(START);
  const clock = createMovableClock(() => real);
  expect(clock.now()).toBe(START);
  clock.moveTo(later(START, { days: 2 }));
  real += 1_000;
  expect(clock.now()).toBe(later(START, { hours: 48, seconds: 1 }));
});

it('a clock never goes back', () => {
  const clock = createMovableClock(() => Date.parse(START));
  clock.moveTo(later(START, { days: 2 }));
  clock.moveTo(instantFromMilliseconds(0));
  expect(clock.now()).toBe(later(START, { days: 2 }));
});
