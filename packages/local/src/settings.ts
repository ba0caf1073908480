import { parseSigningKeys, SIGNING_KEYS_WANTED } from '@crewtide/mailer';
import { z } from 'zod';
import { throughResend, throughSmtp } from './carrierSettings.ts';
import { port, whole } from './settingKinds.ts';

const signingKeys = z.string().transform((text, context) => {
  const keys = parseSigningKeys(text);
  if (keys !== undefined) return keys;
  context.addIssue({ code: 'custom', message: SIGNING_KEYS_WANTED });
  return z.NEVER;
});

const isPlace = (text: string): boolean => !/[?#\s]/.test(text);

const common = z.object({
  OPERATOR_KEY: z.string().min(24, 'must have 24 characters or more; make one: openssl rand -hex 24'),
  SIGNING_KEYS: signingKeys,
  MAIL_DOMAIN: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a domain like reply.example.org'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL like https://crewtide.example.org' })
    .refine(isPlace, 'must be a URL without ? and #, like https://crewtide.example.org')
    .transform((url) => url.replace(/\/+$/, '')),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  SMTP_HOST: z.string().default('0.0.0.0'),
  SMTP_PORT: port.default(2525),
  SENDER_CHECK: z.enum(['dmarc', 'none'], { error: 'must be dmarc or none' }).default('dmarc'),
  DATA_DIR: z.string().default('.crewtide'),
  DYNAMODB_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a URL like http://localhost:8000' })
    .optional(),
  TABLE_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{3,255}$/, 'must be 3 to 255 of A-Z a-z 0-9 _ . -')
    .default('crewtide'),
  AWS_REGION: z.string().default('eu-west-1'),
  AGENDA_SHARDS: whole(1, 256).default(2),
  AGENDA_SHARDS_BEFORE: whole(1, 256).optional(),
  LOG_LEVEL: z
    .enum(['info', 'warn', 'error', 'silent'], { error: 'must be info, warn, error or silent' })
    .default('info'),
});

/** What `npm start` reads from the environment; README, "Settings", says it in prose. */
const settings = { smtp: common.extend(throughSmtp), resend: common.extend(throughResend) };
export type Settings = z.infer<typeof settings.smtp> | z.infer<typeof settings.resend>;

export type SettingsRead =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** An empty variable counts as not set. Problems name the variable and never its value. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsRead {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = ('RESEND_API_KEY' in set ? settings.resend : settings.smtp).safeParse(set);
  if (read.success) return { ok: true, settings: read.data };
  const problems = read.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${name} ${name in set || message.startsWith('is not set') ? message : 'is not set'}`;
  });
  return { ok: false, problems };
}
