import { z } from 'zod';
import { congregationId, letterId } from './ids.ts';
import { instant } from './time.ts';

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
