import { describe, expect, test } from 'vitest';
import type { DnsLookup } from '../authentication/dnsLookup.ts';
import { checkDns } from './dnsCheck.ts';
import { checklistInWords, dnsChecklist } from './dnsChecklist.ts';
import { dnsRecordsOf, type WantedRecord } from './dnsRecords.ts';
import type { ResendDomain } from './domain.ts';

const sending = (suffix: string) => [
  {
    record: 'SPF',
    name: `send${suffix}`,
    type: 'MX',
    value: 'feedback-smtp.eu-west-1.amazonses.com',
    priority: 10,
  },
  { record: 'SPF', name: `send${suffix}`, type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"' },
  { record: 'DKIM', name: `resend._domainkey${suffix}`, type: 'TXT', value: 'p=MIGf+A/Q=' },
];
const receiving = (name: string) => ({
  record: 'Receiving',
  name,
  type: 'MX',
  value: 'inbound-smtp.eu-west-1.amazonaws.com',
  priority: 10,
});
const domain = (changes: Partial<ResendDomain>): ResendDomain => ({
  name: 'reply.example.org',
  status: 'verified',
  tracks: false,
  records: [receiving('reply'), ...sending('.reply')],
  ...changes,
});
const [mx, returnPath, spf, dkim, dmarc] = dnsRecordsOf(domain({}));

/** `TXT name` → answers; a name that isn't there is told as Node tells it. */
const dnsOf =
  (zone: Readonly<Record<string, readonly unknown[]>>): DnsLookup =>
  async (name, type) => {
    const answers = zone[`${type} ${name}`];
    if (answers === undefined) throw Object.assign(new Error('not there'), { code: 'ENOTFOUND' });
    return answers;
  };
const complete = {
  'MX reply.example.org': [{ exchange: 'Inbound-SMTP.eu-west-1.amazonaws.com', priority: 10 }],
  'MX send.reply.example.org': [{ exchange: 'feedback-smtp.eu-west-1.amazonses.com', priority: 20 }],
  'TXT send.reply.example.org': [['other=1'], ['v=spf1 include:amazonses.com ', '-all']],
  'TXT resend._domainkey.reply.example.org': [['k=rsa; p=MIGf', '+A/Q=']],
  'TXT _dmarc.example.org': [['v=DMARC1; p=reject']],
};
const found = async (
  record: WantedRecord | undefined,
  zone: Readonly<Record<string, readonly unknown[]>>,
) => {
  if (record === undefined) throw new Error('no such record');
  return (await checkDns([record], dnsOf(zone)))[0];
};

describe('the records that the mail needs', () => {
  test.each([
    ['a subdomain', domain({})],
    ['whole names', domain({ records: [receiving('reply.example.org'), ...sending('.reply.example.org')] })],
  ])('stand under their whole names: %s', (_case, given) => {
    expect(dnsRecordsOf(given).map(({ purpose, type, name }) => [purpose, type, name])).toEqual([
      ['receiving', 'MX', 'reply.example.org'],
      ['return path', 'MX', 'send.reply.example.org'],
      ['SPF', 'TXT', 'send.reply.example.org'],
      ['DKIM', 'TXT', 'resend._domainkey.reply.example.org'],
      ['DMARC', 'TXT', '_dmarc.reply.example.org'],
    ]);
  });

  test.each(['@', '', 'example.org'])('of a registered domain stand at it, named %j', (name) => {
    const records = dnsRecordsOf(domain({ name: 'example.org', records: [receiving(name), ...sending('')] }));
    expect(records.map((record) => record.name)).toEqual([
      'example.org',
      'send.example.org',
      'send.example.org',
      'resend._domainkey.example.org',
      '_dmarc.example.org',
    ]);
  });

  test('have no quotes around their text, and none is for tracking', () => {
    const tracking = { record: 'Tracking', name: 'links', type: 'CNAME', value: 'links.resend.example' };
    const records = dnsRecordsOf(domain({ records: [...sending('.reply'), tracking] }));
    expect(records.find(({ purpose }) => purpose === 'SPF')?.value).toBe('v=spf1 include:amazonses.com ~all');
    expect(records.some(({ type }) => type === 'CNAME')).toBe(false);
  });
});

describe('a look at the DNS', () => {
  test('finds every record that does its work, as its owner wrote it', async () => {
    const checked = await checkDns(dnsRecordsOf(domain({})), dnsOf(complete));
    expect(checked.map((record) => record.found)).toEqual(Array(5).fill('there'));
  });

  test('finds nothing where nothing is', async () => {
    const checked = await checkDns(dnsRecordsOf(domain({})), dnsOf({}));
    expect(checked.map((record) => record.found)).toEqual(Array(5).fill('missing'));
  });

  test('says so when the DNS gave no answer', async () => {
    const checked = await checkDns([...(mx ? [mx] : [])], async () => {
      throw Object.assign(new Error('timeout'), { code: 'ETIMEOUT' });
    });
    expect(checked[0]?.found).toBe('no answer');
  });

  test.each([
    ['another host', [{ exchange: 'mx.example.org', priority: 10 }]],
    [
      'another host first',
      [
        { exchange: 'mx.example.org', priority: 5 },
        { exchange: mx?.value, priority: 10 },
      ],
    ],
    [
      'another host beside it',
      [
        { exchange: 'mx.example.org', priority: 10 },
        { exchange: mx?.value, priority: 10 },
      ],
    ],
  ])('does not take replies for settled with %s', async (_case, answers) => {
    const checked = await found(mx, { 'MX reply.example.org': answers });
    expect(checked?.found).toBe('other');
    expect(checked?.instead).toContain(`${answers[0]?.priority} mx.example.org`);
  });

  test.each([
    ['SPF', spf, 'TXT send.reply.example.org', 'v=spf1 include:amazonses.com.evil.example ~all'],
    ['DKIM', dkim, 'TXT resend._domainkey.reply.example.org', 'p=OTHER'],
  ])('shows what else stands for %s', async (_case, record, place, text) => {
    expect(await found(record, { [place]: [[text]] })).toMatchObject({ found: 'other', instead: [text] });
  });

  test('does not take a text of another kind for one of its own', async () => {
    expect((await found(spf, { 'TXT send.reply.example.org': [['site=1']] }))?.found).toBe('missing');
    expect((await found(dmarc, { 'TXT _dmarc.reply.example.org': [['v=DMARC12']] }))?.found).toBe('missing');
  });

  test('knows a name for a name', async () => {
    const cname: WantedRecord = {
      purpose: 'SPF',
      type: 'CNAME',
      name: 'send.example.org',
      value: 'send.forge.example',
    };
    expect((await found(cname, { 'CNAME send.example.org': ['send.forge.example.'] }))?.found).toBe('there');
    expect((await found(returnPath, { 'MX send.reply.example.org': [] }))?.found).toBe('missing');
  });
});

describe('the checklist', () => {
  const told = async (given: ResendDomain, zone: Readonly<Record<string, readonly unknown[]>>) =>
    dnsChecklist(given, await checkDns(dnsRecordsOf(given), dnsOf(zone)));

  test('is complete when all are there and Resend agrees', async () => {
    const checklist = await told(domain({}), complete);
    expect(checklist.isComplete).toBe(true);
    const words = checklistInWords(checklist);
    expect(words.match(/\[x\]/g)).toHaveLength(5);
    expect(words).toMatch(/All there\.$/);
  });

  test.each([
    ['receiving is off', { records: sending('.reply') }, 'Switch on receiving'],
    ['it follows readers', { tracks: true }, 'Switch off open and click tracking'],
    ['it has not looked yet', { status: 'not_started' }, 'Verify DNS records'],
  ])('says what to do at Resend when %s', async (_case, changes, advice) => {
    const checklist = await told(domain(changes), complete);
    expect(checklist.isComplete).toBe(false);
    expect(checklistInWords(checklist)).toContain(advice);
  });

  test('writes nothing to a terminal that it could take for a command', async () => {
    const checklist = await told(domain({}), { 'TXT send.reply.example.org': [['v=spf1 \u001b]0;x\u0007']] });
    expect(checklistInWords(checklist)).toContain('v=spf1 ?]0;x?');
  });
});
