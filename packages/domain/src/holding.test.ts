import { describe, expect, test } from 'vitest';
import {
  instantOf,
  letterTo,
  memberNamed,
  NOW,
  promptLetterTo,
  promptTo,
  seasonOf,
  stored,
  willowCircle,
} from '../../../test/support/builders.ts';
import type { HoldReason, HostNotice } from './heldMail.ts';
import { dayOf, decideHold, decideHostNotice, settle, slotOfHold, tellHosts } from './holding.ts';
import { derivedId, heldMailId } from './ids.ts';
import type { Member } from './member.ts';
import { later } from './time.ts';

const ana = memberNamed('Ana');
const id = heldMailId.parse(derivedId('held'));
const letter = promptLetterTo(ana, promptTo([ana]));
const notice = { congregation: willowCircle, appointed: undefined, now: NOW };
const hold = (
  change: {
    member?: Member | undefined;
    letter?: typeof letter | undefined;
    reason?: HoldReason;
    told?: boolean;
  } = {},
) =>
  decideHold({
    id,
    reason: 'unknown-sender',
    sender: 'ana@elsewhere.example',
    member: ana,
    letter,
    about: 'Re: a question',
    raw: 'raw',
    receivedAt: NOW,
    told: false,
    day: dayOf(willowCircle, NOW),
    notice,
    ...change,
  });

describe('held mail', () => {
  test('is kept, its member asked whether it was her, and the hosts told tomorrow at eight', () => {
    const decision = hold();
    expect(decision.records.map(({ record }) => record)).toMatchObject([
      { kind: 'held-mail', id, member: ana.id, letter: letter.id, state: { name: 'held' } },
      { kind: 'host-notice', about: { name: 'held', sender: 'ana@elsewhere.example', letter: 'prompt' } },
    ]);
    expect(decision.letters.map(({ to, slot, content }) => [to, slot, content.template])).toEqual([
      [ana.id, 'ask-sender#2026-11-23', 'ask-sender'],
    ]);
    expect(decision.appointments).toMatchObject([
      { id: 'tell-hosts#2026-11-24', at: '2026-11-24T08:00', due: '2026-11-24T08:00:00.000Z' },
    ]);
  });

  test('that could be nobody’s reply goes by itself after 30 days; any other waits for a word', () => {
    const expiry = (change: Parameters<typeof hold>[0]) =>
      hold(change).records.flatMap(({ record }) => (record.kind === 'held-mail' ? [record.expiresAt] : []));
    expect(expiry({ member: undefined, letter: undefined })).toEqual([later(NOW, { days: 30 })]);
    expect(expiry({ member: undefined })).toEqual([undefined]);
    expect(expiry({ letter: undefined })).toEqual([undefined]);
  });

  test('asks one letter a person, kind and day, and appoints one notice a day', () => {
    expect(hold({ told: true }).letters).toEqual([]);
    expect(slotOfHold('unreadable', '2026-11-23')).not.toBe(slotOfHold('forged-token', '2026-11-23'));
    expect(slotOfHold('no-sender', '2026-11-23')).toBe(slotOfHold('forged-token', '2026-11-23'));
    const about = { name: 'undeliverable', member: 'Ana', letter: 'prompt' } as const;
    const [appointment] = tellHosts(notice, id, about).appointments;
    if (appointment === undefined) throw new Error('an appointment');
    const again = tellHosts({ ...notice, appointed: stored(appointment) }, id, about);
    expect(again.appointments).toEqual([]);
    // A notice is no use to an appointment that has struck meanwhile.
    expect(again.records.map(({ change, record }) => [change, record.kind])).toEqual([
      ['create', 'host-notice'],
      ['expect', 'appointment'],
    ]);
  });

  test('that nobody can open is told to its member as such; mail of nobody’s is told to hosts alone', () => {
    expect(hold({ reason: 'unreadable' }).letters[0]?.content).toEqual({
      template: 'unreadable',
      about: 'Re: a question',
    });
    const strangers = decideHold({ ...inputOf(), member: undefined, letter: undefined });
    expect(strangers.letters).toEqual([]);
    expect(strangers.records[1]?.record).toMatchObject({ about: { letter: 'none' } });
    expect(strangers.records[0]?.record).not.toHaveProperty('member');
  });

  test('in answer to a review is its member’s alone to settle: no host hears of it', () => {
    const goOn = letterTo(ana, {
      template: 'go-on',
      season: seasonOf([ana]).id,
      crew: 'Tide pool',
      outcomeAt: NOW,
    });
    const decision = hold({ letter: goOn });
    expect(decision.records.map(({ record }) => record.kind)).toEqual(['held-mail']);
    expect(decision.appointments).toEqual([]);
    expect(decision.letters.map(({ to }) => to)).toEqual([ana.id]);
  });

  test('expires thirty days after it was settled, with the name of who did', () => {
    const record = hold().records[0]?.record;
    if (record?.kind !== 'held-mail') throw new Error('held mail');
    expect(settle(stored(record), 'discarded', ana.id, NOW).record).toMatchObject({
      state: { name: 'discarded', by: ana.id },
      expiresAt: '2026-12-23T09:00:00.000Z',
    });
  });
});

const inputOf = () => ({
  id,
  reason: 'unknown-sender' as const,
  sender: 'x@elsewhere.example',
  about: '',
  raw: 'raw',
  receivedAt: NOW,
  told: false,
  day: '2026-11-23',
  notice,
});

describe('the hosts’ morning letter', () => {
  test('doesn’t say of a letter that did not arrive which it was, where that would tell who wrote', () => {
    const about = (letter: string) => {
      const [told] = tellHosts(notice, id, { name: 'undeliverable', member: 'Ana', letter }).records;
      return told?.record.kind === 'host-notice' ? told.record.about.letter : undefined;
    };
    expect(['prompt', 'review', 'go-on', 'note', 'keepsake'].map(about)).toEqual([
      'prompt',
      'review',
      'none',
      'none',
      'none',
    ]);
  });

  const hosts = [memberNamed('Hanna', { role: 'host' }), memberNamed('Hugo', { role: 'host' })];
  const told = tellHosts(notice, 'a letter', { name: 'undeliverable', member: 'Bo', letter: 'prompt' });
  const notices = [...hold().records, ...told.records].flatMap(({ record }) =>
    record.kind === 'host-notice' ? record : [],
  );
  const morning = (of: readonly HostNotice[]) => {
    const [appointment] = told.appointments;
    if (appointment === undefined) throw new Error('an appointment');
    const now = instantOf('2026-11-24T08:00:00.000Z');
    return decideHostNotice({ appointment: stored(appointment), notices: of, hosts, day: '2026-11-24', now });
  };

  test('is one to each host, with everything of the day', () => {
    const { letters, records } = morning(notices);
    expect(letters.map((each) => each.to)).toEqual(hosts.map((host) => host.id));
    expect(letters[0]?.content).toEqual({
      template: 'host-notice',
      held: [{ sender: 'ana@elsewhere.example', reason: 'unknown-sender', letter: 'prompt' }],
      undeliverable: [{ member: 'Bo', letter: 'prompt' }],
    });
    expect(records).toMatchObject([{ change: 'remove' }]);
  });

  test('tells of a letter that did not arrive also after a flood of mail to be held, and how much more there is', () => {
    const flood = Array.from({ length: 60 }, () =>
      notices.filter(({ about }) => about.name === 'held'),
    ).flat();
    expect(morning([...flood, ...notices]).letters[0]?.content).toMatchObject({
      held: { length: 50 },
      undeliverable: [{ member: 'Bo' }],
      more: 11,
    });
  });

  test('is not written when there is nothing to tell', () => {
    expect(morning([])).toMatchObject({ letters: [], records: [{ change: 'remove' }] });
  });
});
