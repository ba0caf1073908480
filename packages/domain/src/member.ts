import { z } from 'zod';
import { emailAddress, sameAddress } from './address.ts';
import { displayName } from './congregation.ts';
import { importId, memberId } from './ids.ts';
import { instant, timeZone } from './time.ts';

const memberAddress = z.object({
  email: emailAddress,
  /** Set by a permanent bounce (RFC 3463 class 5); cleared when the person writes from there. */
  undeliverableSince: instant.optional(),
});

/** Whether letters may go to a member, as she last said it. */
export const standing = z.discriminatedUnion('name', [
  z.object({ name: z.literal('active') }),
  z.object({ name: z.literal('paused'), until: instant }),
  z.object({
    name: z.literal('left'),
    at: instant,
    by: z.enum(['stop', 'not-me', 'no-thanks', 'one-click']),
  }),
]);
export type Standing = z.infer<typeof standing>;

const role = z.enum(['member', 'host']);

export const member = z.object({
  kind: z.literal('member'),
  id: memberId,
  name: displayName,
  role,
  /** Never empty; letters go to the first. */
  addresses: z.array(memberAddress).min(1).max(5),
  zone: timeZone,
  standing,
  /** Until the welcome letter has ended its way, nothing else goes to her. */
  welcomed: z.boolean(),
  addedAt: instant,
  addedIn: importId.optional(),
});
export type Member = z.infer<typeof member>;

/** Says whose an address is within the congregation; its id is the address's key. */
export const addressOwner = z.object({
  kind: z.literal('address'),
  id: z.string().max(254),
  member: memberId,
});

export const firstAddress = (who: Member): Member['addresses'][number] => {
  const [first] = who.addresses;
  if (first === undefined) throw new Error(`member ${who.id} has no address`);
  return first;
};

export const ownsAddress = (who: Member, email: string): boolean =>
  who.addresses.some((address) => sameAddress(address.email, email));

/** A person who writes from an address is reachable there again. */
export const heardFrom = (who: Member, email: string): Member => ({
  ...who,
  addresses: who.addresses.map((address) =>
    sameAddress(address.email, email) ? { email: address.email } : address,
  ),
});
