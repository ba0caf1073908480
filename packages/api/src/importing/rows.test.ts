import { expect, it } from 'vitest';
import { importRow } from './rows.ts';

it('a good row keeps its zone, and an empty one leaves it to the congregation', () => {
  expect(importRow({ row: 2, name: ' Ana ', email: 'ana@example.org', zone: 'Asia/Tokyo' })).toEqual({
    row: 2,
    name: 'Ana',
    email: 'ana@example.org',
    zone: 'Asia/Tokyo',
  });
  expect(importRow({ row: 3, name: 'Bo', email: 'bo@example.org', zone: ' ' })).not.toHaveProperty('zone');
});

it('everything wrong with a row is told at once, and no wrong cell is kept', () => {
  expect(importRow({ row: 4, name: 'x'.repeat(100_000), email: 'none', zone: 'Mars/Olympus' })).toEqual({
    row: 4,
    name: '',
    email: '',
    problem: expect.stringMatching(/^name: .*; email: not an email address; zone: not an IANA time zone/),
  });
});
