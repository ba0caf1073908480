import { expect, test } from 'vitest';
import { memberNamed } from '../../../test/support/builders.ts';
import { addressKey, emailAddress, sameAddress } from './address.ts';
import { slugOf } from './congregation.ts';
import { firstAddress, heardFrom, ownsAddress } from './member.ts';
import { instant } from './time.ts';

test.each(['ana@example.org', ' Ana.Maria+crew@Mail.Example.org ', 'ana@localhost', 'jörg@exämple.org'])(
  '%s is an address, and kept as its owner writes it',
  (text) => {
    expect(emailAddress.parse(text)).toBe(text.trim());
  },
);

test.each([
  '',
  'ana',
  'ana@',
  '@example.org',
  'ana@@example.org',
  'ana bo@example.org',
  'ana@example..org',
  '"ana"@example.org',
  'Ana <ana@example.org>',
  'ana@example.org, bo@example.org',
  'ana@example.org\r\nBcc: bo@example.org',
  'ana\u0000@example.org',
  'ana\u007f@example.org',
  `${'a'.repeat(250)}@example.org`,
])('%j is no address', (text) => {
  expect(emailAddress.safeParse(text).success).toBe(false);
});

test('case and composition do not tell addresses apart', () => {
  expect(sameAddress('Ana@Example.org', ' ana@example.ORG')).toBe(true);
  expect(addressKey('jo\u0308rg@x.org')).toBe(addressKey('J\u00d6RG@x.org'));
  expect(sameAddress('ana@example.org', 'anna@example.org')).toBe(false);
});

test('a member owns several addresses, and is reachable again only where she wrote from', () => {
  const since = instant.parse('2026-11-20T09:00:00.000Z');
  const [first, second] = ['ana@example.org', 'ana@work.example'].map((email) => emailAddress.parse(email));
  if (first === undefined || second === undefined) throw new Error('two addresses');
  const ana = memberNamed('Ana', {
    addresses: [
      { email: first, undeliverableSince: since },
      { email: second, undeliverableSince: since },
    ],
  });
  expect(firstAddress(ana).email).toBe(first);
  expect(ownsAddress(ana, 'ANA@work.example')).toBe(true);
  expect(ownsAddress(ana, 'bo@example.org')).toBe(false);
  expect(heardFrom(ana, 'Ana@Work.example').addresses).toEqual([
    { email: first, undeliverableSince: since },
    { email: second },
  ]);
  expect(() => firstAddress({ ...ana, addresses: [] })).toThrow('has no address');
});

test.each([
  ['Willow Circle', 'willow-circle'],
  ['  Étoile & Måne! ', 'etoile-mane'],
  ['柳の輪', 'congregation'],
  ['A name that is much too long for an address', 'a-name-that-is-much-too'],
])('%s is %s within addresses', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
