import { describe, expect, it } from 'vitest';
import { hostKeySecretOf, parseSigningKeys } from './signingKeys.ts';

const secret = (fill: number, bytes = 32) => Buffer.alloc(bytes, fill);
const written = (id: number | string, fill: number, bytes?: number) =>
  `${id}:${secret(fill, bytes).toString('base64')}`;

describe('signing keys in a setting', () => {
  it('are several by comma, the signing one first', () => {
    expect(parseSigningKeys(`${written(2, 7)}, ${written(0, 3, 48)}`)).toEqual([
      { id: 2, secret: secret(7) },
      { id: 0, secret: secret(3, 48) },
    ]);
  });

  it.each([
    '',
    written('', 7),
    written(256, 7),
    written(-1, 7),
    written(1, 7, 31),
    secret(7).toString('base64'),
    `${written(1, 7)},`,
    `${written(1, 7)},${written(1, 8)}`,
    `${written(1, 7)},2:hush`,
  ])('are not %j', (text) => {
    expect(parseSigningKeys(text)).toBeUndefined();
  });

  it('keep the keys of hosts when another begins to sign', () => {
    const old = { id: 1, secret: secret(1) };
    const before = hostKeySecretOf([old]);
    expect(hostKeySecretOf([{ id: 2, secret: secret(2) }, old])).toEqual(before);
    expect(hostKeySecretOf([{ id: 2, secret: secret(2) }])).not.toEqual(before);
  });
});
