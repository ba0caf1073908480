import { instantFromMilliseconds } from '@crewtide/domain';
import { type Log, ProviderFault, type ProviderInbox } from '@crewtide/flows';
import { z } from 'zod';
import { dataIn, openResend, type ResendAccount } from './client.ts';
import { download } from './download.ts';
import { envelopeOf } from './envelope.ts';

export interface ResendInboxOptions extends ResendAccount {
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds for a call of the API, and for a download. */
  readonly timeouts?: { readonly call: number; readonly download: number };
}

const DEFAULT_TIMEOUTS = { call: 20_000, download: 60_000 } as const;
const PAGE = 100;

/** Resend receives through Amazon SES, whose hosts write the topmost Received. */
export const RESEND_RECEIVES_BY = 'amazonaws.com';

/** Mail that Resend received (resend.com/docs/api-reference/emails/retrieve-received-email). */
export function createResendInbox(options: ResendInboxOptions): ProviderInbox {
  const { log, timeouts = DEFAULT_TIMEOUTS } = options;
  const { receiving } = openResend(options).emails;

  const signal = () => AbortSignal.timeout(timeouts.call);

  return {
    async fetch(mail) {
      if (!MAIL_ID.test(mail)) return undefined;
      const response = await receiving.get(mail, { html_format: 'cid' }, { signal: signal() });
      const received = dataIn(receivedMail, response, log);
      if (received === undefined) return undefined;
      const { raw, created_at, received_for, to, from } = received;
      if (raw === null || raw === undefined) throw new ProviderFault('Resend has no raw message yet');
      const bytes = await download(raw.download_url, AbortSignal.timeout(timeouts.download));
      return {
        bytes,
        envelope: envelopeOf(bytes, { receivedFor: received_for, to, from }),
        receivedAt: created_at,
      };
    },

    async list(after) {
      const asked = { limit: PAGE, ...(after !== undefined && { after }) };
      const page = dataIn(receivedList, await receiving.list(asked, { signal: signal() }), log);
      if (page === undefined) throw new ProviderFault('Resend answered 404 to its list');
      const items = page.data.map(({ id, created_at }) => ({ mail: id, receivedAt: created_at }));
      return { items, next: page.has_more ? items.at(-1)?.mail : undefined };
    },
  };
}

const MAIL_ID = /^[A-Za-z0-9_-]{1,200}$/;

/** ISO 8601, or `2026-11-23 09:00:00.123456+00`. */
const moment = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => instantFromMilliseconds(Date.parse(text)));

const receivedMail = z.object({
  from: z.string().catch(''),
  to: z.array(z.string()).catch([]),
  received_for: z.array(z.string()).catch([]),
  created_at: moment,
  raw: z.object({ download_url: z.url({ protocol: /^https?$/ }) }).nullish(),
});

const receivedList = z.object({
  has_more: z.boolean(),
  data: z.array(z.object({ id: z.string().regex(MAIL_ID), created_at: moment })),
});
