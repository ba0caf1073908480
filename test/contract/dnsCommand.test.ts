import { execFile } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startDns } from '../support/dns.ts';
import { type ResendStandIn, startResend } from '../support/resend/startResend.ts';

let resend: ResendStandIn;
beforeEach(async () => {
  resend = await startResend();
});
afterEach(() => resend.close());

const checklist = z.object({
  isComplete: z.boolean(),
  records: z.array(z.object({ purpose: z.string(), found: z.string() })),
});
describe('npm run dns', () => {
  const run = (environment: Readonly<Record<string, string>>, ...options: string[]) =>
    new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', 'functions/commands/dns.ts', ...options],
        { env: { PATH: process.env.PATH ?? '', RESEND_BASE_URL: resend.url, ...environment } },
        (_error, out, err) => resolve({ code: child.exitCode, out, err }),
      );
    });
  const linked = {
    SST_RESOURCE_ResendApiKey: JSON.stringify({ value: 're_test' }),
    SST_RESOURCE_Mail: JSON.stringify({ domain: 'mail.example', publicUrl: 'https://crew.example' }),
  };

  test('tells what the DNS has and what it lacks', async () => {
    const dns = await startDns();
    dns.publish('send.mail.example', 'v=spf1 include:amazonses.com ~all');
    dns.publish('_dmarc.mail.example', 'v=DMARC1; p=reject');
    const { code, out, err } = await run({ ...linked, DNS_SERVER: dns.server }, '--json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { records, isComplete } = checklist.parse(JSON.parse(out));
    expect(isComplete).toBe(false);
    expect(records).toEqual([
      { purpose: 'return path', found: 'missing' },
      { purpose: 'SPF', found: 'there' },
      { purpose: 'DKIM', found: 'missing' },
      { purpose: 'receiving', found: 'missing' },
      { purpose: 'DMARC', found: 'there' },
    ]);
    await dns.close();
  });

  test('says what it needs, which domain Resend doesn’t know, and never a key', async () => {
    const [without, unknown, secret] = await Promise.all([
      run({}),
      run({ RESEND_API_KEY: 're_test', MAIL_DOMAIN: 'other.example' }),
      run({ ...linked, SST_RESOURCE_ResendApiKey: 're_private' }),
    ]);
    expect([without.code, unknown.code, secret.code]).toEqual([2, 2, 2]);
    expect(without.err).toContain('RESEND_API_KEY');
    expect(unknown.err).toContain('other.example: add it at resend.com/domains');
    expect(secret.err).not.toContain('re_private');
  });
});
