import { describe, expect, test } from 'vitest';
import {
  instantOf,
  letterTo,
  memberNamed,
  NOW,
  promptLetterTo,
  promptTo,
  stored,
  willowCircle,
} from '../../../test/support/builders.ts';
import type { Decision } from './decision.ts';
import type { Letter, LetterState } from './letter.ts';
import { decideNews } from './letterNews.ts';
import type { Member } from './member.ts';
import type { NewsOfLetter } from './providerEvent.ts';

const ana = memberNamed('Ana');
const prompt = promptLetterTo(ana, promptTo([ana]));
const where = { congregation: willowCircle.congregation, letter: prompt.id };
const toldAt = instantOf('2026-11-23T09:05:00.000Z');
const notice = { congregation: willowCircle, appointed: undefined, now: NOW };

const NEWS = {
  sent: { name: 'sent', ...where, messageId: 'theirs@carrier' },
  delivered: { name: 'delivered', ...where, messageId: 'theirs@carrier' },
  deferred: { name: 'bounced', ...where, status: '4.4.1', permanent: false },
  bounced: { name: 'bounced', ...where, status: '5.1.1', permanent: true },
  suppressed: { name: 'suppressed', ...where },
  complained: { name: 'complained', ...where },
  failed: { name: 'failed', ...where },
} as const satisfies Record<string, NewsOfLetter>;
type News = keyof typeof NEWS;

const sent: LetterState = { name: 'sent', at: NOW, messageId: 'ours@crew.example' };
const sending: LetterState = { name: 'sending', firstTryAt: NOW, tries: 1 };

const hear = (of: Letter, member: Member | undefined, news: NewsOfLetter, told = false): Decision =>
  decideNews({ letter: stored(of), member: member && stored(member), news, toldAt, notice, told });

/** The letter and its member after some news, and how often the hosts were told. */
function after(state: LetterState, ...news: readonly News[]) {
  let [letter, member, told] = [{ ...prompt, state }, ana, 0];
  for (const each of news) {
    for (const { record } of hear(letter, member, NEWS[each], told > 0).records) {
      if (record.kind === 'letter') letter = record;
      if (record.kind === 'member') member = record;
      if (record.kind === 'host-notice') told += 1;
    }
  }
  const [{ undeliverableSince } = {}] = member.addresses;
  return { state: letter.state, isSuspended: undeliverableSince !== undefined, told };
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('news of a letter', () => {
  test('that it was sent and delivered puts the provider’s own Message-ID in the place of ours', () => {
    expect(after(sent, 'sent').state).toEqual({ ...sent, messageId: 'theirs@carrier' });
    const delivered = { ...sent, messageId: 'theirs@carrier', deliveredAt: toldAt };
    expect(after(sent, 'delivered').state).toEqual(delivered);
    expect(after(sent, 'sent', 'delivered', 'sent').state).toEqual(delivered);
  });

  test('without a Message-ID leaves the one that is known', () => {
    const [change] = hear({ ...prompt, state: sent }, ana, { name: 'delivered', ...where }).records;
    expect(change?.record).toMatchObject({ state: { ...sent, deliveredAt: toldAt } });
  });

  test.each<[LetterState['name'], LetterState]>([
    ['planned', { name: 'planned', frozen: true }],
    ['sending', sending],
    ['unknown', { name: 'unknown', at: NOW }],
  ])('that it has left is believed of one that is %s', (_, state) => {
    const left = { name: 'sent', at: toldAt, messageId: 'theirs@carrier' };
    expect(after(state, 'sent').state).toEqual(left);
    expect(after(state, 'delivered').state).toEqual({ ...left, deliveredAt: toldAt });
  });

  test('of one that a carrier refused is believed when it was delivered after all, and of one cancelled never', () => {
    const refused: LetterState = { name: 'refused', at: NOW, status: '5.0.0' };
    expect(after(refused, 'sent').state).toEqual(refused);
    expect(after(refused, 'delivered').state).toMatchObject({ name: 'sent', deliveredAt: toldAt });
    const cancelled: LetterState = { name: 'cancelled', at: NOW, reason: 'left' };
    expect(after(cancelled, 'delivered', 'failed').state).toEqual(cancelled);
  });

  test.each<[readonly News[], ReturnType<typeof after>]>([
    [['deferred'], { state: sent, isSuspended: false, told: 0 }],
    [['failed'], { state: { name: 'refused', at: NOW, status: '5.0.0' }, isSuspended: false, told: 1 }],
    [
      ['suppressed'],
      {
        state: { name: 'bounced', at: NOW, status: '5.1.1', messageId: 'ours@crew.example' },
        isSuspended: true,
        told: 1,
      },
    ],
    [
      ['complained'],
      {
        state: { name: 'complained', at: NOW, messageId: 'ours@crew.example' },
        isSuspended: true,
        told: 1,
      },
    ],
  ])('that it %s', (news, expected) => {
    expect(after(sent, ...news)).toEqual(expected);
    expect(after(sent, ...news, ...news)).toEqual(expected);
  });

  test.each<[LetterState['name'], readonly News[]]>([
    ['complained', ['sent', 'delivered', 'bounced', 'complained', 'failed']],
    ['bounced', ['sent', 'delivered', 'bounced', 'failed', 'deferred']],
    ['sent', ['sent', 'delivered', 'failed']],
    ['refused', ['sent', 'failed']],
  ])('ends as %s in whatever order it comes, on its way or sent', (name, news) => {
    for (const order of permutations(news)) {
      for (const state of [sent, sending]) {
        const { isSuspended, ...end } = after(state, ...order);
        expect([order, end.state.name, isSuspended]).toEqual([
          order,
          name,
          name === 'complained' || name === 'bounced',
        ]);
        expect(end.told).toBeLessThanOrEqual(1);
        if (news.includes('delivered')) expect(end.state).toHaveProperty('messageId', 'theirs@carrier');
      }
    }
  });

  test('ends the way of a welcome, whichever: what waits for it goes', () => {
    const welcome = letterTo(ana, { template: 'welcome', addedBy: 'Hanna' }, { state: sending });
    const unwelcomed = { ...ana, welcomed: false };
    for (const news of Object.values(NEWS)) {
      const records = hear(welcome, unwelcomed, news).records.map(({ record }) => record);
      const isWelcomed = records.some((record) => record.kind === 'member' && record.welcomed);
      expect([news, isWelcomed]).toEqual([news, news !== NEWS.deferred]);
    }
  });

  test('to somebody who has gone marks the letter alone', () => {
    for (const name of ['delivered', 'bounced', 'complained', 'failed'] as const) {
      const decision = hear({ ...prompt, state: sent }, undefined, NEWS[name]);
      expect(decision.records.map(({ record }) => record.kind)).toEqual(['letter']);
    }
  });
});
