import type { Appointment } from './appointment.ts';
import type { Congregation } from './congregation.ts';
import { create, type Decision, expectUnchanged, nothing, remove, replace, type Stored } from './decision.ts';
import type { HeldMail, HoldReason, HostNotice } from './heldMail.ts';
import { derivedId, type HeldMailId, type MemberId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Template } from './letterContent.ts';
import type { Member } from './member.ts';
import { type Instant, instantAt, later, localDateAt, nextHourAt } from './time.ts';
import { write } from './writing.ts';

/** Hosts read their notice in the morning, once a day. */
const HOSTS_HEAR_AT_HOUR = 8;
const NOTICE_KEPT = { days: 30 } as const;
/** Of each kind, so that no flood of mail to be held hides a letter that didn't arrive. */
const NOTICES_IN_A_LETTER = 50;

/** The slot of the kind letter that asks or tells about held mail; one a person, kind and day. */
export const slotOfHold = (reason: HoldReason, day: string): string =>
  `${reason === 'unreadable' ? 'unreadable' : 'ask-sender'}#${day}`;

/** Mail that could be nobody's reply can only be discarded: it goes by itself. */
const STRANGERS_KEPT = { days: 30 } as const;

/** Held, not counted: its member is asked, the hosts hear of it tomorrow. */
export function decideHold(input: {
  readonly id: HeldMailId;
  readonly reason: HoldReason;
  readonly sender: string;
  readonly member: Member | undefined;
  readonly letter: Letter | undefined;
  readonly about: string;
  readonly raw: string;
  readonly receivedAt: Instant;
  /** Whether today's letter of this kind to her was written already. */
  readonly told: boolean;
  readonly day: string;
  readonly notice: NoticeContext;
}): Decision {
  const { id, reason, sender, member, letter, now } = { ...input, now: input.notice.now };
  const held: HeldMail = {
    kind: 'held-mail',
    id,
    reason,
    sender,
    ...(member === undefined ? {} : { member: member.id }),
    ...(letter === undefined ? {} : { letter: letter.id }),
    raw: input.raw,
    receivedAt: input.receivedAt,
    state: { name: 'held' },
    ...(member === undefined && letter === undefined ? { expiresAt: later(now, STRANGERS_KEPT) } : {}),
  };
  const content: LetterContent =
    reason === 'unreadable'
      ? { template: 'unreadable', about: input.about }
      : { template: 'ask-sender', held: id, sender, reason, about: input.about };
  const told = isOfReview(letter)
    ? nothing
    : tellHosts(input.notice, id, {
        name: 'held',
        sender,
        reason,
        letter: letter?.content.template ?? 'none',
      });
  return {
    records: [create(held), ...told.records],
    appointments: told.appointments,
    letters:
      member === undefined || input.told
        ? []
        : [write({ slot: slotOfHold(reason, input.day), to: member.id, content, at: now })],
  };
}

/** Whether somebody answered a review no host hears: her own word settles it. */
const isOfReview = (letter: Letter | undefined): boolean =>
  letter?.content.template === 'review' || letter?.content.template === 'go-on';

/** Letters that are there only because somebody wrote, and to whom hosts are no readers: which one it was they don't hear. */
const TELLING: ReadonlySet<string> = new Set<Template>([
  'note',
  'echo',
  'change-unclear',
  'go-on',
  'keepsake',
  'ask-sender',
]);

const toldToHosts = (about: HostNotice['about']): HostNotice['about'] =>
  TELLING.has(about.letter) ? { ...about, letter: 'none' } : about;

/** What it takes to add to the hosts' next letter. */
export interface NoticeContext {
  readonly congregation: Congregation;
  /** The appointment of that day, where it was made before. */
  readonly appointed: Stored<Appointment> | undefined;
  readonly now: Instant;
}

/** The day whose morning letter will tell the hosts. */
export const dayOfNotice = (congregation: Congregation, now: Instant): string =>
  nextHourAt(now, congregation.zone, HOSTS_HEAR_AT_HOUR).slice(0, 10);

export const slotOfNotice = (day: string): string => `tell-hosts#${day}`;

/** The same thing is told once in one letter. */
export const noticeIdOf = (
  { congregation, now }: Pick<NoticeContext, 'congregation' | 'now'>,
  name: HostNotice['about']['name'],
  what: string,
): string => `${dayOfNotice(congregation, now)}#${derivedId('notice', name, what)}`;

export function tellHosts(
  { congregation, appointed, now }: NoticeContext,
  what: string,
  about: HostNotice['about'],
): Pick<Decision, 'records' | 'appointments'> {
  const at = nextHourAt(now, congregation.zone, HOSTS_HEAR_AT_HOUR);
  const day = dayOfNotice(congregation, now);
  const due = instantAt(at, congregation.zone);
  const notice: HostNotice = {
    kind: 'host-notice',
    id: noticeIdOf({ congregation, now }, about.name, what),
    about: toldToHosts(about),
    expiresAt: later(now, NOTICE_KEPT),
  };
  const appointment: Appointment = {
    kind: 'appointment',
    id: slotOfNotice(day),
    errand: { name: 'tell-hosts', day },
    at,
    zone: congregation.zone,
    usefulUntil: later(due, NOTICE_KEPT),
    due,
  };
  return appointed
    ? { records: [create(notice), expectUnchanged(appointed)], appointments: [] }
    : { records: [create(notice)], appointments: [appointment] };
}

/** Strikes in the morning: one letter to each host with yesterday's held mail and undeliverable letters. */
export function decideHostNotice(input: {
  readonly appointment: Stored<Appointment>;
  readonly notices: readonly HostNotice[];
  readonly hosts: readonly Member[];
  readonly day: string;
  readonly now: Instant;
}): Decision {
  const about = input.notices.map((notice) => notice.about);
  const done = { ...nothing, records: [remove(input.appointment)] };
  if (about.length === 0) return done;
  const held = about
    .filter((each) => each.name === 'held')
    .slice(0, NOTICES_IN_A_LETTER)
    .map(({ sender, reason, letter }) => ({ sender, reason, letter }));
  const undeliverable = about
    .filter((each) => each.name === 'undeliverable')
    .slice(0, NOTICES_IN_A_LETTER)
    .map(({ member, letter }) => ({ member, letter }));
  const more = about.length - held.length - undeliverable.length;
  return {
    ...done,
    letters: input.hosts.map((host) =>
      write({
        slot: slotOfNotice(input.day),
        to: host.id,
        content: { template: 'host-notice', held, undeliverable, ...(more > 0 ? { more } : {}) },
        at: input.now,
      }),
    ),
  };
}

/** A host or the member says what becomes of held mail; once said it stays. */
export function settle(
  held: Stored<HeldMail>,
  to: 'released' | 'discarded',
  by: MemberId,
  now: Instant,
): Decision['records'][number] {
  return replace(held, { ...held, state: { name: to, at: now, by }, expiresAt: later(now, NOTICE_KEPT) });
}

export const dayOf = (congregation: Congregation, now: Instant): string =>
  localDateAt(now, congregation.zone);
