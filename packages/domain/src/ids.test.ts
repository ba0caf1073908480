import { base32nopad } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, congregationIdFrom, derivedId, letterIdOf, memberId } from './ids.ts';
import { replyIdOf } from './reply.ts';

/** RFC 4648, section 10. */
test.each([
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foobar', 'mzxw6ytboi'],
])('base32 of %s is %s', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('a derived id differs whenever its parts do, however they are cut', () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '1', ':', '#', 'ü') }), { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(derivedId(...one) === derivedId(...other)).toBe(same);
    }),
    { numRuns: 1000 },
  );
  expect(derivedId('a', 'b')).toMatch(/^[a-z2-7]{16}$/);
});

test('a congregation keeps the first 48 bits of an id, so that it reads back as itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const id = congregationIdFrom(base32(bytes));
      expect(base32nopad.decode(id.toUpperCase())).toEqual(bytes.subarray(0, 6));
    }),
  );
});

test('a letter names itself by slot and member', () => {
  const ana = memberId.parse(derivedId('ana'));
  expect(letterIdOf('welcome', ana)).toBe(letterIdOf('welcome', ana));
  expect(letterIdOf('welcome', ana)).not.toBe(letterIdOf('welcome', memberId.parse(derivedId('bo'))));
});

test('a reply is the same by token, sender, Message-ID and content, or by its bytes where it has no Message-ID', () => {
  const reply = { token: 't', from: 'ana@example.org', messageId: 'm@x', contentHash: 'c', raw: 'one' };
  const id = replyIdOf(reply);
  expect(replyIdOf({ ...reply, raw: 'carried anew' })).toBe(id);
  for (const change of [
    { token: 'u' },
    { from: 'bo@example.org' },
    { messageId: 'n@x' },
    { contentHash: 'd' },
  ]) {
    expect(replyIdOf({ ...reply, ...change })).not.toBe(id);
  }
  const nameless = { ...reply, messageId: undefined };
  expect(replyIdOf(nameless)).toBe(replyIdOf({ ...nameless, contentHash: 'd' }));
  expect(replyIdOf(nameless)).not.toBe(replyIdOf({ ...nameless, raw: 'two' }));
});
