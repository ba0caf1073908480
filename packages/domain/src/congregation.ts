import { z } from 'zod';
import { congregationId } from './ids.ts';
import { settings } from './settings.ts';
import { instant, timeZone } from './time.ts';

/** A name that people read in a letter's From line: one line, no control characters. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, 'must be one line of visible characters');

export const congregation = z.object({
  kind: z.literal('congregation'),
  /** There is one congregation record within a congregation. */
  id: z.literal('self'),
  congregation: congregationId,
  name: displayName,
  /** Says the name within mail addresses, `willow-circle`. */
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(24),
  zone: timeZone,
  /** Absent: the usual ones. */
  settings: settings.optional(),
  createdAt: instant,
});
export type Congregation = z.infer<typeof congregation>;

/** A name's words in ASCII, joined by hyphens and cut to `most` characters; empty where no letter is left. */
export function inAscii(name: string, most: number): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ascii
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, most)
    .replace(/-$/, '');
}

/** The name in ASCII for mail addresses, at most 24 characters; `congregation` where no letter is left. */
export function slugOf(name: string): string {
  const slug = inAscii(name, 24);
  return slug === '' ? 'congregation' : slug;
}
