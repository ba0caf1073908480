import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, itemOf } from './attributes.ts';

describe('an item', () => {
  it('reads back as what was written (seed 7)', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (held) => {
        expect(unmarshall(itemOf({ held }))).toEqual({ held });
      }),
      { seed: 7 },
    );
  });

  it('leaves out what is undefined and keeps bytes as bytes', () => {
    expect(itemOf({ a: undefined, b: new Uint8Array([1]) })).toEqual({ b: { B: new Uint8Array([1]) } });
  });

  it('holds whole characters only: DynamoDB refuses half a surrogate pair', () => {
    expect(attributeOf('a\ud83d')).toEqual({ S: 'a\ufffd' });
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1]])('refuses %s', (value) => {
    expect(() => attributeOf(value)).toThrow(TypeError);
  });
});
