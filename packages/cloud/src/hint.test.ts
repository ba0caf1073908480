import { congregationId, instant } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { encodeHint, type Hint, parseHint, queueOf } from './hint.ts';

const congregation = congregationId.parse('a'.repeat(10));
const raw = '0'.repeat(64);

describe('a hint', () => {
  it.each([
    [{ kind: 'appointment', congregation, id: 'season#x' }, 'work'],
    [{ kind: 'letter-page', congregation, id: 'page#1' }, 'send'],
    [{ kind: 'provider-event', id: 'received#x' }, 'received'],
    [{ kind: 'provider-event', id: 'msg_x' }, 'work'],
    [{ kind: 'raw-mail', id: raw }, 'received'],
  ] satisfies [Hint, string][])('survives its queue: %o', (hint, queue) => {
    expect(parseHint(encodeHint(hint))).toEqual(hint);
    expect(queueOf(hint)).toBe(queue);
  });

  it('names what is due and nothing else', () => {
    const due = instant.parse('2026-11-23T12:00:00.000Z');
    expect(encodeHint({ kind: 'appointment', congregation, id: 'x', ...{ due, words: 'private' } })).toBe(
      `{"kind":"appointment","congregation":"${congregation}","id":"x"}`,
    );
  });

  it.each([
    '',
    'null',
    '[]',
    '{"kind":"appointment","id":"x"}',
    `{"kind":"appointment","congregation":"AAAAAAAAAA","id":"x"}`,
    `{"kind":"letter-page","congregation":"${congregation}","id":""}`,
    `{"kind":"raw-mail","id":"../held/${raw}"}`,
    '{"kind":"invitation","id":"x"}',
    `{"kind":"provider-event","id":"${'x'.repeat(501)}"}`,
  ])('is none: %s', (body) => {
    expect(parseHint(body)).toBeUndefined();
  });
});
