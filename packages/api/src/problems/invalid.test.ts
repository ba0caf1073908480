import { expect, it } from 'vitest';
import { z } from 'zod';
import { errorsOf } from './invalid.ts';

it('points into the body with a JSON Pointer, whose slashes and tildes are escaped', () => {
  const parsed = z.object({ 'a/b~c': z.array(z.string()) }).safeParse({ 'a/b~c': ['x', 1] });
  expect(errorsOf('json', parsed.error ?? never())).toEqual([
    { detail: expect.any(String), pointer: '/a~1b~0c/1' },
  ]);
});

const never = (): never => {
  throw new Error('it parsed');
};
