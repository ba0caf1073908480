import {
  type Appointment,
  type CertainReply,
  create,
  type Decision,
  decideReply,
  type HeldMail,
  type HeldMailId,
  type Instant,
  isContinued,
  type Letter,
  later,
  localTimeAt,
  nothing,
  type Reply,
  replyIdOf,
  settle,
  timeZone,
  write,
} from '@crewtide/domain';
import { certainReply, picturesToKeep } from './certainReply.ts';
import { decideAndCommit } from './commit.ts';
import { audited, type HostRequest } from './hostRequest.ts';
import { keepPhotos } from './keepPhotos.ts';
import type { CongregationStore, Reading, Striking } from './ports.ts';

export type Settled =
  | 'released'
  | 'discarded'
  | 'no-such-mail'
  /** It was released or discarded before. */
  | 'settled-before'
  /** No member or no letter that it could count for, or it can't be read: it can only be discarded. */
  | 'cannot-be-counted';

const RAW_KEPT = { days: 30 } as const;
/** A release by a host or the member vouches for the sender, whatever the token said. */
const NEVER = '9999-12-31';

/** A host's word on held mail. */
export async function settleHeldMail(
  deps: Reading,
  store: CongregationStore,
  request: HostRequest,
  id: HeldMailId,
  to: 'released' | 'discarded',
): Promise<Settled> {
  return decideAndCommit<Settled>(deps, store, async () => {
    const held = await store.get('held-mail', id);
    if (held === undefined) return { decision: nothing, outcome: 'no-such-mail' };
    if (held.state.name !== 'held') return { decision: nothing, outcome: 'settled-before' };
    const now = deps.clock.now();
    const counted = to === 'released' ? await counting(deps, store, held) : countsForNothing;
    if (counted === undefined) return { decision: nothing, outcome: 'cannot-be-counted' };
    const marks = [
      settle(held, to, request.host, now),
      audited(deps, request.host, `${to}-held-mail`, id, now),
    ];
    return {
      decision: {
        ...counted,
        records: [...counted.records, ...marks],
        appointments: [...counted.appointments, ...expiryOf(held, counted, now)],
      },
      outcome: to,
    };
  });
}

/**
 * The raw mail lies outside of the transaction: an appointment in it outlives a crash. There is none where a reply continues in
 * the raw bytes: they stay.
 */
const expiryOf = ({ id }: HeldMail, { continues }: Counted, now: Instant): Appointment[] =>
  continues
    ? []
    : [
        {
          kind: 'appointment',
          id: `let-raw-mail-expire#${id}`,
          errand: { name: 'let-raw-mail-expire', held: id },
          at: localTimeAt(now, UTC),
          zone: UTC,
          usefulUntil: later(now, RAW_KEPT),
          due: now,
        },
      ];

const UTC = timeZone.parse('UTC');

/** Once its mail is settled, the raw bytes have their time like any others'; harmless to do again. */
export async function letRawMailExpire(
  deps: Pick<Striking, 'rawMail'>,
  store: CongregationStore,
  id: HeldMailId,
): Promise<void> {
  const held = await store.get('held-mail', id);
  if (held === undefined || held.state.name === 'held') return;
  await deps.rawMail.decided(held.raw, later(held.state.at, RAW_KEPT));
}

interface Counted extends Decision {
  /** Whether the reply's words go on in the raw bytes. */
  readonly continues: boolean;
}
const countsForNothing: Counted = { ...nothing, continues: false };

/** The decision that counts held mail as the reply that it would have been. */
async function counting(
  deps: Reading,
  store: CongregationStore,
  held: HeldMail,
): Promise<Counted | undefined> {
  const letter = held.letter && (await store.get('letter', held.letter));
  const raw = await deps.rawMail.get(held.raw);
  if (!letter || raw === undefined) return undefined;
  const message = await deps.read(raw.bytes, raw.envelope);
  if (message.kind !== 'reply') return undefined;
  const id = replyIdOf({ ...message, token: letter.id, from: message.from ?? '', raw: raw.id });
  const continues = isContinued(message);
  const before = await store.get('reply', `${letter.thread}#${id}`);
  if (before !== undefined) return { ...nothing, continues: continues && before.raw === raw.id };
  const pictures = await keepPhotos(deps, id, picturesToKeep(message, letter));
  const reply = await certainReply(deps, store, { id, message, raw, letter, expires: NEVER, pictures });
  return reply && { ...decideReply(reply), continues };
}

/** Whether this reply says yes or no to "was it you?". */
export const isConfirmation = ({ content }: Letter, request: CertainReply['message']['request']): boolean =>
  content.template === 'ask-sender' && (request === 'yes' || request === 'no' || request === 'not-me');

/** The member's own word on mail that was held in her name. */
export async function settleByReply(
  deps: Reading,
  store: CongregationStore,
  reply: CertainReply,
): Promise<Decision | undefined> {
  const { content } = reply.letter;
  if (content.template !== 'ask-sender') return undefined;
  const held = await store.get('held-mail', content.held);
  const mark = create(markOf(reply));
  if (held?.state.name !== 'held') return { ...nothing, records: [mark] };
  const yes = reply.message.request === 'yes';
  const counted = yes ? await counting(deps, store, held) : countsForNothing;
  if (counted === undefined) return { ...nothing, records: [mark] };
  return {
    ...counted,
    records: [
      ...counted.records,
      mark,
      settle(held, yes ? 'released' : 'discarded', reply.member.id, reply.now),
    ],
    letters: [...counted.letters, receipt(reply, yes ? 'released' : 'discarded')],
    appointments: [...counted.appointments, ...expiryOf(held, counted, reply.now)],
  };
}

const markOf = ({ id, letter, member, message, raw, receivedAt }: CertainReply): Reply => ({
  kind: 'reply',
  id: `${letter.thread}#${id}`,
  letter: letter.id,
  member: member.id,
  words: message.words.slice(0, 200),
  receivedAt,
  raw,
});

const receipt = (reply: CertainReply, done: 'released' | 'discarded'): Letter =>
  write({
    slot: `receipt#${reply.id}`,
    to: reply.member.id,
    content: { template: 'receipt', done },
    answers: reply.message.messageId,
    at: reply.now,
  });
