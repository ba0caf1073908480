import { z } from 'zod';
import { congregationId, letterId } from './ids.ts';
import type { Letter } from './letter.ts';
import { afterWait, hasEnded, nextTry } from './sending.ts';
import { type Duration, type Instant, instant, later } from './time.ts';

/** The letter that an event is about, as it said itself when it left. */
const ofLetter = z.object({ congregation: congregationId, letter: letterId });

const happening = z.discriminatedUnion('name', [
  /** Mail waits at the provider. */
  z.object({ name: z.literal('received'), mail: z.string().max(200) }),
  /** The provider took the letter up, or handed it over to the recipient's server. */
  z.object({
    name: z.enum(['sent', 'delivered']),
    ...ofLetter.shape,
    messageId: z.string().max(998).optional(),
  }),
  /** It came back; `status` is one of RFC 3463. */
  z.object({ name: z.literal('bounced'), ...ofLetter.shape, status: z.string(), permanent: z.boolean() }),
  /** Its reader called it spam; or the provider sends nothing to that address; or could not send this letter. */
  z.object({ name: z.enum(['complained', 'suppressed', 'failed']), ...ofLetter.shape }),
  /** Kept, and nothing follows. */
  z.object({ name: z.literal('other'), type: z.string().max(200), payload: z.string() }),
]);

/** Something that a mail provider told us of. It is in the table before the provider hears "200". */
export const providerEvent = z.object({
  /** `received#<mail>` where it brings mail, and else the name that the provider gave it. */
  id: z.string().min(1).max(300),
  happening,
  toldAt: instant,
  /** Absent once it is settled. */
  due: instant.optional(),
  tries: z.number().int().nonnegative(),
  expiresAt: instant,
});
export type ProviderEvent = z.infer<typeof providerEvent>;

/** What an event tells of one letter. */
export type NewsOfLetter = Extract<ProviderEvent['happening'], { letter: unknown }>;

/** An event, and with it that it was told, is forgotten after these. */
const KEPT: Duration = { days: 60 };

const BRINGS_MAIL = 'received#';

/** Whether an event brings mail, by its name alone. */
export const bringsMail = (event: ProviderEvent['id']): boolean => event.startsWith(BRINGS_MAIL);

/** The event that mail waits at the provider, whether a webhook told of it or it was found in a list. */
export const receivedEvent = (mail: string, now: Instant): ProviderEvent =>
  eventOf(`${BRINGS_MAIL}${mail}`, { name: 'received', mail }, now);

/** An event that is due at once. */
export const eventOf = (id: string, happening: ProviderEvent['happening'], now: Instant): ProviderEvent => ({
  id,
  happening,
  toldAt: now,
  due: now,
  tries: 0,
  expiresAt: later(now, KEPT),
});

/** Nothing more follows from it; it stays known until it expires. */
export function settled<E extends ProviderEvent>(event: E): Omit<E, 'due'> {
  const { due: _, ...done } = event;
  return done;
}

/** News of a letter that is still on its way to the carrier: its own mark is waited for so long. */
const MARK_AWAITED: Duration = { hours: 1 };
const BETWEEN_LOOKS: Duration = { minutes: 1 };

/** When news is looked at again because its letter's way has not ended yet; undefined when it counts now. */
export const looksAgainAt = (event: ProviderEvent, letter: Letter, now: Instant): Instant | undefined =>
  hasEnded(letter) || now >= later(event.toldAt, MARK_AWAITED) ? undefined : later(now, BETWEEN_LOOKS);

/** A provider that can't give its mail for so long will not give it any more. */
const PATIENCE: Duration = { days: 30 };

/** A provider may tell of mail before it can show it, and a key of another account sees none of it. */
const MAIL_AWAITED: Duration = { days: 3 };

/** When mail that is not at the provider is asked for again; undefined when it has gone. */
export const looksForMailAt = (event: ProviderEvent, now: Instant): Instant | undefined =>
  now >= later(event.toldAt, MAIL_AWAITED) ? undefined : nextTry(now, event.tries + 1);

/** After a fault of the provider: when it is asked again, as it said itself or by and by; undefined when that is over. */
export function asksAgainAt(
  event: ProviderEvent,
  now: Instant,
  retryAfterSeconds: number | undefined,
): Instant | undefined {
  if (now >= later(event.toldAt, PATIENCE)) return undefined;
  return retryAfterSeconds === undefined ? nextTry(now, event.tries + 1) : afterWait(now, retryAfterSeconds);
}
