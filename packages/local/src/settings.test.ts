import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const SECRET = Buffer.alloc(32, 7).toString('base64');

const needed = {
  OPERATOR_KEY: 'o'.repeat(24),
  SIGNING_KEYS: `1:${SECRET}`,
  MAIL_DOMAIN: 'reply.example.org',
  PUBLIC_URL: 'https://crewtide.example.org',
  SMTP_URL: 'smtps://carla:p%40ss@mail.example.org',
};

const throughResend = { ...needed, SMTP_URL: undefined, RESEND_API_KEY: 're_hush', LOG_LEVEL: 'warn' };

function problemsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const read = readSettings(environment);
  return read.ok ? [] : read.problems;
}

function read(environment: Readonly<Record<string, string | undefined>>) {
  const settings = readSettings(environment);
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  return settings.settings;
}

describe('settings that are missing', () => {
  it.each(Object.keys(needed))('name themselves: %s', (name) => {
    const problems = problemsOf({ ...needed, [name]: undefined });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is not set`));
  });

  it.each(Object.keys(needed))('may be there and empty: %s', (name) => {
    expect(problemsOf({ ...needed, [name]: '' })).toEqual(problemsOf({ ...needed, [name]: undefined }));
  });

  it('are all listed', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual(Object.keys(needed));
  });

  it('say what to set where there is no carrier', () => {
    expect(problemsOf({ ...needed, SMTP_URL: undefined })).toEqual([
      'SMTP_URL is not set: letters need a carrier, for example smtps://user:password@mail.example.org, or RESEND_API_KEY',
    ]);
  });
});

describe('settings that are wrong', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['OPERATOR_KEY', 'hush-hush'],
    ['SIGNING_KEYS', SECRET],
    ['SIGNING_KEYS', `256:${SECRET}`],
    ['SIGNING_KEYS', '1:hushhushhushhush'],
    ['SIGNING_KEYS', `1:${SECRET},1:${SECRET}`],
    ['SIGNING_KEYS', `1:${SECRET},`],
    ['SMTP_URL', 'https://user:hush@mail.example.org'],
    ['SMTP_URL', 'smtps://'],
    ['SMTP_URL', 'smtps://user:hush/hush@mail.example.org'],
    ['SMTP_URL', 'smtps://mail.example.org:hush'],
    ['SMTP_CONNECTIONS', '0'],
    ['SMTP_CONNECTIONS', '21'],
    ['MAIL_DOMAIN', 'hush@example.org'],
    ['MAIL_DOMAIN', 'https://hush.example'],
    ['PUBLIC_URL', 'hush.example'],
    ['PUBLIC_URL', 'ftp://hush.example'],
    ['PUBLIC_URL', 'https://hush.example/?page=1'],
    ['PORT', 'hush'],
    ['PORT', '0x50'],
    ['PORT', ' '],
    ['PORT', '65536'],
    ['SMTP_PORT', '-25'],
    ['SMTP_PORT', '25.5'],
    ['SENDER_CHECK', 'hush'],
    ['DYNAMODB_ENDPOINT', 'hush:8000'],
    ['TABLE_NAME', 'hush hush'],
    ['RESEND_WEBHOOK_SECRET', 'whsec_aHVzaA=='],
    ['AGENDA_SHARDS', '257'],
    ['AGENDA_SHARDS_BEFORE', 'hush'],
    ['LOG_LEVEL', 'hush'],
  ];

  it.each(wrong)('name themselves and never what was in them: %s, as in %j', (name, value) => {
    const problems = problemsOf({ ...needed, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    expect(problems[0]).not.toMatch(/hush/i);
    expect(problems[0]).not.toContain(SECRET);
  });

  it.each([
    ['RESEND_API_KEY', 'hush'],
    ['RESEND_API_KEY', 're_hush hush'],
    ['RESEND_WEBHOOK_SECRET', 'hush'],
    ['RESEND_WEBHOOK_SECRET', 'whsec_'],
    ['RESEND_BASE_URL', 'hush:9000'],
    ['SMTP_URL', 'smtps://hush.example.org'],
  ])('name themselves where letters leave through Resend: %s, as in %j', (name, value) => {
    const problems = problemsOf({ ...throughResend, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    expect(problems[0]).not.toMatch(/hush/i);
  });

  it('say that one carrier is enough', () => {
    expect(problemsOf({ ...needed, RESEND_API_KEY: 're_hush' })).toEqual([
      'SMTP_URL must not be set beside RESEND_API_KEY: letters leave by one of them',
    ]);
  });

  it('are listed together with those that are missing', () => {
    expect(problemsOf({ ...needed, PORT: 'eighty', OPERATOR_KEY: undefined, LOG_LEVEL: 'all' })).toEqual([
      'OPERATOR_KEY is not set',
      'PORT must be a port number from 0 to 65535',
      'LOG_LEVEL must be info, warn, error or silent',
    ]);
  });
});

describe('settings that are right', () => {
  it('have the defaults that the README gives', () => {
    expect(read(needed)).toMatchObject({
      SMTP_CONNECTIONS: 1,
      HOST: '127.0.0.1',
      PORT: 8080,
      SMTP_HOST: '0.0.0.0',
      SMTP_PORT: 2525,
      SENDER_CHECK: 'dmarc',
      DATA_DIR: '.crewtide',
      TABLE_NAME: 'crewtide',
      AWS_REGION: 'eu-west-1',
      AGENDA_SHARDS: 2,
      LOG_LEVEL: 'info',
    });
    expect(read(needed)).not.toHaveProperty('DYNAMODB_ENDPOINT');
    expect(read(needed)).not.toHaveProperty('AGENDA_SHARDS_BEFORE');
  });

  it('count as not set where they are empty', () => {
    expect(read({ ...needed, PORT: '', DYNAMODB_ENDPOINT: '', DATA_DIR: '' })).toEqual(read(needed));
  });

  it('are numbers where numbers are meant', () => {
    expect(read({ ...needed, PORT: '0', SMTP_PORT: '25', AGENDA_SHARDS_BEFORE: '4' })).toMatchObject({
      PORT: 0,
      SMTP_PORT: 25,
      AGENDA_SHARDS_BEFORE: 4,
    });
  });

  it('need no SMTP_URL where letters leave through Resend, which may receive as well', () => {
    expect(read(throughResend)).toMatchObject({ RESEND_API_KEY: 're_hush' });
    const receiving = { RESEND_WEBHOOK_SECRET: 'whsec_aHVzaA==', RESEND_BASE_URL: 'http://localhost:9000/' };
    expect(read({ ...throughResend, ...receiving })).toMatchObject({
      RESEND_WEBHOOK_SECRET: 'whsec_aHVzaA==',
      RESEND_BASE_URL: 'http://localhost:9000',
    });
  });

  it('take several signing keys, the first of which signs', () => {
    const old = Buffer.alloc(48, 3);
    expect(
      read({ ...needed, SIGNING_KEYS: `2:${SECRET}, 1:${old.toString('base64')}` }).SIGNING_KEYS,
    ).toEqual([
      { id: 2, secret: Buffer.alloc(32, 7) },
      { id: 1, secret: old },
    ]);
  });

  it('take a public URL with or without its last slash', () => {
    expect(read({ ...needed, PUBLIC_URL: 'https://example.org/crews//' }).PUBLIC_URL).toBe(
      'https://example.org/crews',
    );
  });
});
