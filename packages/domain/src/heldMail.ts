import { z } from 'zod';
import { heldMailId, letterId, memberId } from './ids.ts';
import { instant } from './time.ts';

/** Why mail waits for a person's word instead of being counted. */
export const holdReason = z.enum([
  'unknown-sender',
  /** From her address, which did not vouch for it. */
  'unproven-sender',
  'no-sender',
  'no-letter-named',
  'forged-token',
  'unreadable',
]);
export type HoldReason = z.infer<typeof holdReason>;

/** Mail that is kept, not counted: its member or a host decides. The body stays in the raw mail alone. */
export const heldMail = z.object({
  kind: z.literal('held-mail'),
  id: heldMailId,
  reason: holdReason,
  sender: z.string(),
  /** Whose reply it would be. */
  member: memberId.optional(),
  letter: letterId.optional(),
  raw: z.string(),
  receivedAt: instant,
  state: z.discriminatedUnion('name', [
    z.object({ name: z.literal('held') }),
    z.object({ name: z.literal('released'), at: instant, by: memberId }),
    z.object({ name: z.literal('discarded'), at: instant, by: memberId }),
  ]),
  /** Set when it was released or discarded, and from the start where it could be nobody's reply. */
  expiresAt: instant.optional(),
});
export type HeldMail = z.infer<typeof heldMail>;

/** What the hosts hear of in their daily letter. Ids are `<day>#<record>`. */
export const hostNotice = z.object({
  kind: z.literal('host-notice'),
  id: z.string(),
  about: z.discriminatedUnion('name', [
    z.object({ name: z.literal('held'), sender: z.string(), reason: holdReason, letter: z.string() }),
    z.object({ name: z.literal('undeliverable'), member: z.string(), letter: z.string() }),
  ]),
  expiresAt: instant,
});
export type HostNotice = z.infer<typeof hostNotice>;
