import { expect, it } from 'vitest';
import { plans, practiceIdFrom } from './practice.ts';

const steps = (...minutes: readonly number[]) =>
  minutes.map((each) => ({ name: 'Talk', minutes: each, how: 'Talk.' }));

it('the minutes of a practice’s steps add up to its length', () => {
  expect(plans.safeParse({ 60: steps(20, 40) }).success).toBe(true);
  expect(plans.safeParse({ 60: steps(60), 90: steps(90) }).success).toBe(true);
  for (const wrong of [{ 60: steps(20, 41) }, { 90: steps(60) }, { 60: steps() }, {}]) {
    expect(plans.safeParse(wrong).success).toBe(false);
  }
});

it('a practice’s id is its name in small letters', () => {
  expect(practiceIdFrom(' Café & case-clinic! ')).toBe('cafe-case-clinic');
  expect(practiceIdFrom('x'.repeat(80))).toBe('x'.repeat(40));
  expect(practiceIdFrom(`${'x'.repeat(39)} y`)).toBe('x'.repeat(39));
  expect(practiceIdFrom('円')).toBeUndefined();
});
