import { ProviderFault } from '@crewtide/flows';
import { Resend } from 'resend';
import { z } from 'zod';
import { readAnswer, type SdkResponse } from './answer.ts';

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

export interface ResendDomainsOptions {
  /** One with full access: a sending key may not read domains. */
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly milliseconds?: number;
}

/**
 * The team's domain of that name; undefined when it has none.
 * @throws ProviderFault when Resend doesn't answer, or not to this key
 */
export async function findResendDomain(
  { apiKey, baseUrl, milliseconds = 20_000 }: ResendDomainsOptions,
  name: string,
): Promise<ResendDomain | undefined> {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  const signal = () => AbortSignal.timeout(milliseconds);
  let after: string | undefined;
  do {
    const asked = { limit: 100, ...(after !== undefined && { after }) };
    const page = dataOf(listed, await resend.domains.list(asked, { signal: signal() }));
    const found = page.data.find((domain) => domain.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined)
      return shownAs(dataOf(shown, await resend.domains.get(found.id, { signal: signal() })));
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after !== undefined);
  return undefined;
}

function dataOf<T>(shape: z.ZodType<T>, response: SdkResponse): T {
  const answer = readAnswer(response, true);
  if (answer.found === 'nothing') throw new ProviderFault('Resend gave no answer');
  if (answer.found === 'error') throw new ProviderFault(`Resend answered ${answer.status} ${answer.name}`);
  const read = shape.safeParse(answer.data);
  if (!read.success) throw new ProviderFault("Resend's answer can't be understood");
  return read.data;
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
