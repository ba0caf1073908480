import { z } from 'zod';
import { dataIn, openResend, type ResendAccount } from './client.ts';

/** A domain as Resend knows it (resend.com/docs/api-reference/domains/get-domain). */
export interface ResendDomain {
  readonly name: string;
  /** Resend's own word on whether it found the records: `verified`, `pending`, `not_started` … */
  readonly status: string;
  /** Whether it changes letters so that it sees who opens them and follows links. */
  readonly tracks: boolean;
  readonly records: readonly ResendRecord[];
}

export interface ResendRecord {
  /** What it is for: SPF, DKIM, Receiving, Tracking … */
  readonly record: string;
  /** Relative to the registered domain. */
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly priority?: number | undefined;
}

const MILLISECONDS_A_CALL = 20_000;

/**
 * The team's domain of that name; undefined when it has none. Its key needs full access: a sending key may not read domains.
 * @throws ProviderFault when Resend doesn't answer, or not to this key
 */
export async function findResendDomain(
  account: ResendAccount,
  name: string,
): Promise<ResendDomain | undefined> {
  const { domains } = openResend(account);
  const signal = () => AbortSignal.timeout(MILLISECONDS_A_CALL);
  let after: string | undefined;
  do {
    const asked = { limit: 100, ...(after !== undefined && { after }) };
    const page = dataIn(listed, await domains.list(asked, { signal: signal() }));
    const found = page?.data.find((domain) => domain.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) {
      const domain = dataIn(shown, await domains.get(found.id, { signal: signal() }));
      return domain && shownAs(domain);
    }
    after = page?.has_more ? page.data.at(-1)?.id : undefined;
  } while (after !== undefined);
  return undefined;
}

const shownAs = ({ open_tracking, click_tracking, ...domain }: z.infer<typeof shown>): ResendDomain => ({
  ...domain,
  tracks: open_tracking || click_tracking,
});

const id = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);
const listed = z.object({
  data: z.array(z.object({ id, name: z.string() })),
  has_more: z.boolean().default(false),
});
const shown = z.object({
  name: z.string(),
  status: z.string(),
  open_tracking: z.boolean().default(false),
  click_tracking: z.boolean().default(false),
  records: z.array(
    z.object({
      record: z.string(),
      name: z.string(),
      type: z.string(),
      value: z.string(),
      priority: z.number().optional(),
    }),
  ),
});
