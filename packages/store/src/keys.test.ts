import { congregationId, derivedId, instant, letterId } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { agendaKey, canExist, dueOf, expiryOf, partsOf, recordKey } from './keys.ts';

const here = congregationId.parse('aaaaaaaaaa');
const due = instant.parse('2026-11-23T09:00:00.000Z');

describe('a key', () => {
  it('begins with the congregation and names kind and id', () => {
    const key = recordKey(here, 'letter-page', 'p#1');
    expect(key).toEqual({ pk: 'aaaaaaaaaa', sk: 'letter-page#p#1' });
    expect(partsOf(key.sk)).toEqual({ kind: 'letter-page', id: 'p#1' });
  });

  it('can be as long as DynamoDB takes, in UTF-8', () => {
    expect(canExist(recordKey(here, 'audit', 'x'.repeat(1018)))).toBe(true);
    expect(canExist(recordKey(here, 'audit', 'x'.repeat(1019)))).toBe(false);
    expect(canExist(recordKey(here, 'audit', 'é'.repeat(510)))).toBe(false);
  });
});

describe('the agenda', () => {
  it('keeps a record in its shard when its due time moves', () => {
    const key = recordKey(here, 'letter-page', 'p');
    const later = instant.parse('2027-01-01T00:00:00.000Z');
    expect(agendaKey(key, due, 16).apk).toBe(agendaKey(key, later, 16).apk);
    expect(agendaKey(key, due, 16).ask).toBe(due);
  });

  it('spreads records evenly over its shards', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 16_000; n += 1) {
      const { apk } = agendaKey(recordKey(here, 'letter-page', derivedId(String(n))), due, 16);
      counts.set(apk, (counts.get(apk) ?? 0) + 1);
    }
    expect(counts.size).toBe(16);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('holds what has a due time and its place there', () => {
    const letters = [letterId.parse(derivedId('l'))];
    const page = { kind: 'letter-page', id: 'p', letters, due, tries: 0 } as const;
    expect(dueOf(page)).toBe(due);
    expect(expiryOf(page)).toBeUndefined();
  });
});
