import { z } from 'zod';

const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535);

const signingKeys = z.string().transform((text, context) => {
  const keys = text.split(',').map((part) => /^\s*(\d{1,3}):([A-Za-z0-9+/=_-]+)\s*$/.exec(part));
  const parsed = keys.map((match) => ({
    id: Number(match?.[1] ?? -1),
    secret: Buffer.from(match?.[2] ?? '', 'base64'),
  }));
  const [first, ...rest] = parsed;
  if (first === undefined || parsed.some(({ id, secret }) => id < 0 || id > 255 || secret.length < 32)) {
    context.addIssue({
      code: 'custom',
      message:
        'must be <number 0-255>:<32 bytes or more in base64>, the signing key first; make one: echo "1:$(openssl rand -base64 32)"',
    });
    return z.NEVER;
  }
  return [first, ...rest] as const;
});

/** What `npm start` reads from the environment; README, "Settings", says it in prose. */
const settings = z.object({
  OPERATOR_KEY: z.string().min(24, 'must have 24 characters or more; make one: openssl rand -hex 24'),
  SIGNING_KEYS: signingKeys,
  SMTP_URL: z
    .string({
      error: 'is not set: letters need a carrier, for example smtps://user:password@mail.example.org',
    })
    .regex(/^smtps?:\/\/./, 'must begin with smtp:// or smtps://'),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(20).default(1),
  MAIL_DOMAIN: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a domain like reply.example.org'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL like https://crewtide.example.org' })
    .transform((url) => url.replace(/\/+$/, '')),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  SMTP_HOST: z.string().default('0.0.0.0'),
  SMTP_PORT: port.default(2525),
  DATA_DIR: z.string().min(1).default('.crewtide'),
  DYNAMODB_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a URL like http://localhost:8000' })
    .optional(),
  TABLE_NAME: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be a DynamoDB table name')
    .default('crewtide'),
  AWS_REGION: z.string().min(1).default('eu-west-1'),
  AGENDA_SHARDS: z.coerce.number().int().min(1).max(256).default(2),
  AGENDA_SHARDS_BEFORE: z.coerce.number().int().min(1).max(256).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Settings = z.infer<typeof settings>;

export type SettingsRead =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** An empty variable counts as not set. Problems name the variable and never its value. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsRead {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = settings.safeParse(set);
  if (read.success) return { ok: true, settings: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message, code, input }) => {
      const missing = code === 'invalid_type' && input === undefined && !message.startsWith('is not set');
      return `${path.join('.')} ${missing ? 'is not set' : message}`;
    }),
  };
}
