import { expect, it } from 'vitest';
import { frameHeights } from './frameHeights.ts';

it('a longer letter gets a taller frame, and a phone a taller one than a wide screen', () => {
  const short = frameHeights('Hello.\n');
  const long = frameHeights(`Hello.\n\n${'word '.repeat(100)}\n\nWhat would help you this week?\n`);
  expect(long.wide).toBeGreaterThan(short.wide);
  expect(long.narrow).toBeGreaterThan(long.wide);
});

it('a link counts for its label alone', () => {
  expect(frameHeights(`Leave Willow: https://crewtide.example/leave/${'a'.repeat(200)}`)).toEqual(
    frameHeights('Leave Willow'),
  );
});

it('a photo and the steps of a practice want their own height', () => {
  const words = '  The new roof.\n\n  [photo: the new roof]\n';
  expect(frameHeights(words).wide).toBeGreaterThan(frameHeights('  The new roof.\n\n  A line.\n').wide + 200);
  const steps =
    '5 min: Arrive\n  Each says in a sentence how you are today, and whoever hosts keeps the time.\n';
  expect(frameHeights(steps).wide).toBeGreaterThan(frameHeights(steps.replaceAll(/^ {2}|min: /gm, '')).wide);
});
