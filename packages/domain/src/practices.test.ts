import { describe, expect, it } from 'vitest';
import { practice } from './practice.ts';
import { PRACTICES } from './practices.ts';

const shown = practice.pick({ id: true, name: true, purpose: true, plans: true });

it('at least six practices come with Crewtide, each under a name of its own', () => {
  expect(PRACTICES.length).toBeGreaterThanOrEqual(6);
  expect(new Set(PRACTICES.map(({ id }) => id)).size).toBe(PRACTICES.length);
  expect(new Set(PRACTICES.map(({ name }) => name)).size).toBe(PRACTICES.length);
});

describe.each(PRACTICES)('$name', (each) => {
  it('is a practice as a congregation could add it', () => {
    expect(shown.parse(each)).toEqual(each);
  });

  it.each([60, 90] as const)('fills %i minutes, from an arrival to a close', (minutes) => {
    const steps = each.plans[minutes] ?? [];
    expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
    expect(steps.at(-1)?.name).toBe('Close');
    for (const { how } of steps) expect(how).toMatch(/[.?]$/);
  });
});
