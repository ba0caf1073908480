import { congregationId, letterId, type ProviderEvent } from '@crewtide/domain';
import { z } from 'zod';
import { statusOfBounce } from './bounceStatus.ts';

type Happening = ProviderEvent['happening'];

/** The outermost shape of every webhook (resend.com/docs/dashboard/webhooks/body-parameters). */
export interface Told {
  readonly type: string;
  readonly data?: unknown;
}

/**
 * What Resend told of. Events about mail that isn't ours, of types that nothing follows from, or in a shape of tomorrow are
 * kept as they came, up to `MOST_KEPT` characters.
 */
export function happeningOf({ type, data }: Told, body: string): Happening {
  const known = READERS.get(type)?.(data);
  return known ?? { name: 'other', type: type.slice(0, MOST_OF_TYPE), payload: body.slice(0, MOST_KEPT) };
}

const MOST_KEPT = 100_000;
const MOST_OF_TYPE = 200;

/** Resend's ids of received mail: UUIDs today. */
const mailId = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);
const received = z.object({ email_id: mailId });

/** An object in practice; a list of names and values in the older reference. */
const tags = z.union([
  z.object({ congregation: congregationId, letter: letterId }),
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value])))
    .pipe(z.object({ congregation: congregationId, letter: letterId })),
]);
/** Where it is none that could stand in a header, it is left out. */
const messageId = z
  .string()
  .regex(/^<?[!-;=?-~]{1,900}>?$/)
  .transform((id) => id.replace(/^<|>$/g, ''))
  .optional()
  .catch(undefined);
const ofLetter = z.object({ tags, message_id: messageId });

const diagnosticCode = z.union([z.array(z.string()), z.string().transform((code) => [code])]).catch([]);
const bounced = ofLetter.extend({
  bounce: z.object({
    type: z.string().optional().catch(undefined),
    subType: z.string().optional().catch(undefined),
    diagnosticCode,
  }),
});

const taken = (name: 'sent' | 'delivered') => (data: unknown) => {
  const read = ofLetter.safeParse(data).data;
  if (read === undefined) return undefined;
  const { tags: letter, message_id } = read;
  return { name, ...letter, ...(message_id !== undefined && { messageId: message_id }) };
};

const lost = (name: 'complained' | 'suppressed' | 'failed') => (data: unknown) => {
  const read = ofLetter.safeParse(data).data;
  return read && { name, ...read.tags };
};

/** resend.com/docs/webhooks/event-types */
const READERS: ReadonlyMap<string, (data: unknown) => Happening | undefined> = new Map<
  string,
  (data: unknown) => Happening | undefined
>([
  ['email.sent', taken('sent')],
  ['email.delivered', taken('delivered')],
  ['email.complained', lost('complained')],
  ['email.suppressed', lost('suppressed')],
  ['email.failed', lost('failed')],
  [
    'email.bounced',
    (data) => {
      const read = bounced.safeParse(data).data;
      return read && { name: 'bounced', ...read.tags, ...statusOfBounce(read.bounce) };
    },
  ],
  [
    'email.received',
    (data) => {
      const read = received.safeParse(data).data;
      return read && { name: 'received', mail: read.email_id };
    },
  ],
]);
