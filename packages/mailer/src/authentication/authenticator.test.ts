import { generateKeyPairSync } from 'node:crypto';
import { instant } from '@crewtide/domain';
import type { Envelope } from '@crewtide/flows';
import { dkimSign } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { createAuthenticator } from './authenticator.ts';
import type { DnsLookup } from './dnsLookup.ts';

const NOW = instant.parse('2026-11-23T09:00:00.000Z');
const ANA = 'ana@home.example';
const ENVELOPE: Envelope = { from: ANA, to: ['reply@crew.example'] };
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const KEY = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
const POLICY = 'v=DMARC1; p=none';

/** What the DNS holds; `silent` names don't answer. */
type Zone = Readonly<Record<string, string | 'silent'>>;

function dns(zone: Zone) {
  const asked: string[] = [];
  const lookup: DnsLookup = async (name, type) => {
    asked.push(name);
    const found = zone[name];
    if (found === 'silent') throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' });
    if (found === undefined || type !== 'TXT') throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    return [[found]];
  };
  return { asked, lookup };
}

function house(zone: Zone, options: { readonly receivedBy?: string; readonly lookup?: DnsLookup } = {}) {
  const { asked, lookup } = dns(zone);
  const logged: string[] = [];
  const note = (event: string, fields?: object) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  let now = NOW;
  const authenticate = createAuthenticator({
    lookup,
    clock: { now: () => now },
    log: { info: note, warn: note, error: note },
    limits: { milliseconds: 20, lookups: 60, readingMilliseconds: 20_000 },
    ...options,
  });
  return {
    asked,
    logged,
    goTo: (at: string) => {
      now = instant.parse(at);
    },
    judge: (text: string, envelope = ENVELOPE, from = ANA) => authenticate(Buffer.from(text), envelope, from),
  };
}

const mail = (head = `From: Ana <${ANA}>`, body = 'Quiet mornings.\r\n') =>
  `${head}\r\nSubject: Re: hello\r\n\r\n${body}`;

async function signed(text: string, domain = 'home.example', selector = 'now', more = {}): Promise<string> {
  const key = { signingDomain: domain, selector, privateKey, ...more };
  const { signatures, errors } = await dkimSign(text, { ...key, signTime: NOW, signatureData: [key] });
  expect(errors).toEqual([]);
  return `${signatures}${text}`;
}

const PUBLISHED: Zone = { 'now._domainkey.home.example': KEY, '_dmarc.home.example': POLICY };

describe('a domain that says how to tell', () => {
  test('vouches for what it signed, whatever it wants done with the rest', async () => {
    for (const policy of ['none', 'quarantine', 'reject']) {
      const { judge } = house({ ...PUBLISHED, '_dmarc.home.example': `v=DMARC1; p=${policy}` });
      expect(await judge(await signed(mail()))).toBe('aligned');
      expect(await judge(mail())).toBe('failing');
    }
  });

  test('vouches by a subdomain’s signature, unless it is strict', async () => {
    const text = await signed(mail(), 'mail.home.example');
    const key = { 'now._domainkey.mail.home.example': KEY };
    expect(await house({ ...PUBLISHED, ...key }).judge(text)).toBe('aligned');
    const strict = { '_dmarc.home.example': 'v=DMARC1; p=none; adkim=s' };
    expect(await house({ ...PUBLISHED, ...key, ...strict }).judge(text)).toBe('failing');
  });

  test.each([
    ['whose words were changed', async () => (await signed(mail())).replace('Quiet', 'Loud')],
    [
      'whose sender was changed',
      async () => (await signed(mail('From: bo@home.example'))).replace('bo@', 'ana@'),
    ],
    ['that another domain signed', async () => signed(mail(), 'evil.example')],
    [
      'with words below those signed',
      async () => `${await signed(mail(), 'home.example', 'now', { maxBodyLength: 5 })}And more.\r\n`,
    ],
    ['with a second From', async () => `From: mallory@home.example\r\n${await signed(mail())}`],
    ['that shows her address as a name', async () => signed(mail(`From: "${ANA}" <mallory@home.example>`))],
    [
      'whose signature has expired',
      async () => signed(mail(), 'home.example', 'now', { expires: '2026-11-23T08:00:00Z' }),
    ],
  ])('does not vouch for mail %s', async (_, text) => {
    const { judge } = house({ ...PUBLISHED, 'now._domainkey.evil.example': KEY });
    expect(await judge(await text())).toBe('failing');
  });

  test('vouches by the address that handed it over, for its own envelope alone', async () => {
    const { judge } = house({
      ...PUBLISHED,
      'home.example': 'v=spf1 ip4:192.0.2.7 -all',
      'evil.example': 'v=spf1 ip4:192.0.2.9 -all',
    });
    const from = (sender: string, ip: string) => ({ from: sender, to: [], client: { ip, helo: 'mx' } });
    expect(await judge(mail(), from(ANA, '192.0.2.7'))).toBe('aligned');
    expect(await judge(mail(), from(ANA, '192.0.2.9'))).toBe('failing');
    expect(await judge(mail(), from('x@evil.example', '192.0.2.9'))).toBe('failing');
  });
});

describe('a domain that says nothing', () => {
  test('vouches by its signature, and else for nothing and against nothing', async () => {
    const { judge } = house({ 'now._domainkey.home.example': KEY });
    expect(await judge(await signed(mail()))).toBe('aligned');
    expect(await judge(mail())).toBe('no-policy');
    expect(await judge((await signed(mail())).replace('Quiet', 'Loud'))).toBe('no-policy');
  });
});

describe('a DNS that gives no answer', () => {
  test.each(['_dmarc.home.example', 'now._domainkey.home.example'])(
    'about %s leaves it open',
    async (name) => {
      expect(await house({ ...PUBLISHED, [name]: 'silent' }).judge(await signed(mail()))).toBe('not-now');
    },
  );

  test('about another domain changes nothing', async () => {
    const text = await signed(await signed(mail(), 'evil.example'));
    const zone = { ...PUBLISHED, 'now._domainkey.evil.example': 'silent' };
    expect(await house(zone).judge(text)).toBe('aligned');
    expect(await house(zone).judge(text.replace('Quiet', 'Loud'))).toBe('failing');
  });

  test('is asked again a minute later, and what is logged names nobody', async () => {
    const { judge, asked, logged, goTo } = house({ '_dmarc.home.example': 'silent' });
    expect(await judge(mail())).toBe('not-now');
    const before = asked.length;
    expect(await judge(mail())).toBe('not-now');
    expect(asked).toHaveLength(before);
    goTo('2026-11-23T09:01:00.000Z');
    expect(await judge(mail())).toBe('not-now');
    expect(asked.length).toBeGreaterThan(before);
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toMatch(/ana|home/);
  });

  test('holds nobody up for longer than its time', async () => {
    const { judge } = house({}, { lookup: () => new Promise(() => {}) });
    expect(await judge(mail())).toBe('not-now');
  });
});

describe('mail that a provider received for us', () => {
  const received = (by: string, ip: string) =>
    `Received: from mx.home.example (mx.home.example [${ip}]) by ${by} with SMTP id 1; Mon, 23 Nov 2026 09:00:00 +0000\r\n`;
  const zone = { ...PUBLISHED, 'home.example': 'v=spf1 ip4:192.0.2.7 -all' };
  const ours = 'inbound-smtp.eu-west-1.amazonaws.com';

  test('came from whom the provider’s own line says', async () => {
    const { judge } = house(zone, { receivedBy: 'amazonaws.com' });
    expect(await judge(received(ours, '192.0.2.7') + mail())).toBe('aligned');
    expect(await judge(received(ours, '192.0.2.9') + received(ours, '192.0.2.7') + mail())).toBe('failing');
  });

  test.each(['mx.elsewhere.example', 'evilamazonaws.com', 'amazonaws.com.evil.example'])(
    'is not believed what %s wrote',
    async (by) => {
      const { judge } = house(zone, { receivedBy: 'amazonaws.com' });
      expect(await judge(received(by, '192.0.2.7') + mail())).toBe('failing');
    },
  );

  test('is believed no line at all where nobody receives for us', async () => {
    expect(await house(zone).judge(received(ours, '192.0.2.7') + mail())).toBe('failing');
  });
});

describe('hostile mail', () => {
  test.each([
    ['more fields than any honest mail', `From: ${ANA}\r\n${'a: b\r\n'.repeat(2000)}`],
    ['folds without end', `From: ${ANA}\r\nX: a\r\n${' b\r\n'.repeat(5000)}`],
    ['a header of megabytes', `From: ${ANA}\r\nX: ${'a'.repeat(1_000_000)}\r\n`],
  ])('with %s is not looked at', async (_, head) => {
    const { judge, asked } = house(PUBLISHED);
    expect(await judge(`${head}\r\nhi`)).toBe('failing');
    expect(asked).toEqual([]);
  });

  test('has few of its signatures asked for, and none of other domains', async () => {
    const { judge, asked } = house(PUBLISHED);
    const signature = (domain: string, at: number) =>
      `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s${at}; h=from; bh=AAAA; b=AAAA\r\n`;
    const many = Array.from(
      { length: 50 },
      (_, at) => signature('evil.example', at) + signature('home.example', at),
    );
    expect(await judge(many.join('') + mail())).toBe('failing');
    expect(asked.filter((name) => name.includes('evil'))).toEqual([]);
    expect(asked.length).toBeLessThan(20);
  });

  test.each([
    '',
    'From',
    '\r\n\r\n',
    '\n',
    ':',
    'From: \xff\xfe\r\n\r\n',
    `From: ${'<'.repeat(5000)}`,
    'DKIM-Signature:;;==\r\n\r\n',
  ])('that is hardly mail is no one’s: %j', async (text) => {
    expect(await house(PUBLISHED).judge(text)).toBe('failing');
  });
});
