import { z } from 'zod';

/**
 * An email address (addr-spec of RFC 5321, without quoted local parts), kept as its owner writes it.
 * Two addresses are the same when `sameAddress` says so.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[^\s\p{Cc}@"<>(),:;[\]\\]+@[^\s\p{Cc}@"<>(),:;[\]\\.]+(\.[^\s\p{Cc}@"<>(),:;[\]\\.]+)*$/u,
    'not an email address',
  )
  .brand<'EmailAddress'>();
export type EmailAddress = z.infer<typeof emailAddress>;

/** The form under which an address is compared and looked up: mail systems ignore case in practice. */
export const addressKey = (address: string): string => address.trim().normalize('NFC').toLowerCase();

export const sameAddress = (a: string, b: string): boolean => addressKey(a) === addressKey(b);
