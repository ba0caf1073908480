import { z } from 'zod';
import { whole } from './settingKinds.ts';

const isSmtpUrl = (text: string): boolean =>
  /^smtps?:\/\//i.test(text) && URL.canParse(text) && new URL(text).hostname !== '';

/** Letters leave through a mail server. */
export const throughSmtp = {
  SMTP_URL: z
    .string({
      error:
        'is not set: letters need a carrier, for example smtps://user:password@mail.example.org, or RESEND_API_KEY',
    })
    .refine(
      isSmtpUrl,
      'must begin with smtp:// or smtps:// and name a host; in the password write @ as %40, / as %2F and so on',
    ),
  SMTP_CONNECTIONS: whole(1, 20).default(1),
  RESEND_API_KEY: z.undefined().optional(),
  RESEND_WEBHOOK_SECRET: z.undefined({ error: 'must stand beside RESEND_API_KEY, or not at all' }).optional(),
};

/** Letters leave through Resend, which may receive as well. */
export const throughResend = {
  SMTP_URL: z
    .undefined({ error: 'must not be set beside RESEND_API_KEY: letters leave by one of them' })
    .optional(),
  RESEND_API_KEY: z.string().regex(/^re_[\w-]+$/, 'must be a key that begins with re_'),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, "must be the webhook's signing secret, whsec_ and base64")
    .optional(),
  /** Elsewhere than at Resend's own: a server that stands in for it. */
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL like http://localhost:9000' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
};
