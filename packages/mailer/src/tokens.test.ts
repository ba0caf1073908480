import { createHash } from 'node:crypto';
import { base32, congregationId } from '@crewtide/domain';
import type { TokenClaim } from '@crewtide/flows';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokens, type SigningKey } from './tokens.ts';

const keyNamed = (name: string, id: number): SigningKey => ({
  id,
  secret: createHash('sha256').update(name).digest(),
});
const tokens = createTokens([keyNamed('today', 2), keyNamed('last year', 1)]);

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const claims: fc.Arbitrary<TokenClaim> = fc.record({
  scope: fc.constantFrom('reply', 'message', 'thread', 'leave', 'bounce', 'keepsake'),
  congregation: bytes(6).map((id) => congregationId.parse(base32(id))),
  subject: bytes(10).map(base32),
  expires: fc
    .integer({ min: 0, max: 0xffff })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
});
const claim: TokenClaim = {
  scope: 'reply',
  congregation: congregationId.parse('aebagbafay'),
  subject: 'aaaaaaaaaaaaaaaa',
  expires: '2027-02-01',
};

describe('a token', () => {
  test('reads back as what was signed, from an address, a Message-ID, and upper-cased', () => {
    fc.assert(
      fc.property(claims, (signed) => {
        const token = tokens.sign(signed);
        expect(token).toMatch(/^[a-z2-7]{48}$/);
        const reading = { found: 'claim', token, claim: signed };
        expect(tokens.read(`reply+${token}@crew.example`)).toEqual(reading);
        expect(tokens.read(`reply-${token}@crew.example`)).toEqual(reading);
        expect(tokens.read(`<${token}@crew.example>`)).toEqual(reading);
        expect(tokens.read(`REPLY+${token.toUpperCase()}@CREW.EXAMPLE`)).toEqual(reading);
      }),
    );
  });

  test('fits the local part of an address with its tag', () => {
    expect(`reply+${tokens.sign(claim)}`.length).toBeLessThanOrEqual(64);
  });

  test('is never a claim once any single character is another', () => {
    const alphabet = [...'abcdefghijklmnopqrstuvwxyz234567'];
    fc.assert(
      fc.property(
        claims,
        fc.integer({ min: 0, max: 47 }),
        fc.constantFrom(...alphabet),
        (signed, at, other) => {
          const token = tokens.sign(signed);
          fc.pre(token[at] !== other);
          const changed = token.slice(0, at) + other + token.slice(at + 1);
          expect(tokens.read(`<${changed}@crew.example>`).found).toBe('forged');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('is found nowhere but in a run of exactly 48 characters', () => {
    const token = tokens.sign(claim);
    for (const text of [
      '',
      `a${token}`,
      `${token}7`,
      token.slice(1),
      `${token.slice(0, 20)}.${token.slice(20)}`,
    ]) {
      expect(tokens.read(text)).toEqual({ found: 'none' });
    }
  });

  test('is preferred to a forged one beside it', () => {
    const token = tokens.sign(claim);
    const forged = `${'a'.repeat(47)}b`;
    expect(tokens.read(`<${forged}@a> <${token}@b>`)).toEqual({ found: 'claim', token, claim });
  });
});

describe('a forged token', () => {
  test('tells what it claims, and nothing where its scope means nothing', () => {
    const other = createTokens([keyNamed('somebody else', 2)]).sign(claim);
    expect(tokens.read(other)).toEqual({ found: 'forged', token: other, claim });
    const noScope = base32(new Uint8Array(30).fill(255));
    expect(tokens.read(noScope)).toEqual({ found: 'forged', token: noScope, claim: undefined });
  });

  test('is what a token of an unknown key is', () => {
    const other = createTokens([keyNamed('today', 9)]).sign(claim);
    expect(tokens.read(other).found).toBe('forged');
  });

  test('is what a token becomes whose key id is changed to another key of ours', () => {
    const stolen = createTokens([keyNamed('today', 1)]).sign(claim);
    expect(tokens.read(stolen).found).toBe('forged');
  });
});

describe('keys', () => {
  test('rotate: a retired key verifies what it signed', () => {
    const token = createTokens([keyNamed('last year', 1)]).sign(claim);
    expect(tokens.read(token)).toEqual({ found: 'claim', token, claim });
  });

  test('must be long, in range and different', () => {
    expect(() => createTokens([{ id: 1, secret: new Uint8Array(31) }])).toThrow('fewer than 32 bytes');
    expect(() => createTokens([{ id: 256, secret: new Uint8Array(32) }])).toThrow('not 0..255');
    expect(() => createTokens([keyNamed('a', 1), keyNamed('b', 1)])).toThrow('two signing keys');
  });
});

describe('signing refuses', () => {
  test('a congregation id whose pad bits are set, as it would read back as another', () => {
    const padded = congregationId.parse('aebagbafab');
    expect(() => tokens.sign({ ...claim, congregation: padded })).toThrow(
      'congregation is not the canonical base32 of 6 bytes',
    );
  });

  test('a subject that is no 80-bit id', () => {
    for (const subject of ['', 'aaaaaaaa', 'AAAAAAAAAAAAAAAA', 'aaaaaaaaaaaaaaa1']) {
      expect(() => tokens.sign({ ...claim, subject })).toThrow('subject is not the canonical base32');
    }
  });

  test('a day that is none or out of range', () => {
    for (const expires of ['2027-02-30', '2027-2-1', '1969-12-31', '2149-06-07', 'soon']) {
      expect(() => tokens.sign({ ...claim, expires })).toThrow('expires is not a day');
    }
  });
});
