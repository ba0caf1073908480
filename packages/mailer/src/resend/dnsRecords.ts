import type { ResendDomain, ResendRecord } from './domain.ts';

/** A record that the DNS of the mail's domain should have. */
export interface WantedRecord {
  /** `receiving`: replies come to Resend; `return path`: bounces do. */
  readonly purpose: 'receiving' | 'return path' | 'SPF' | 'DKIM' | 'DMARC';
  readonly type: 'MX' | 'TXT' | 'CNAME';
  /** The whole name, without a trailing dot. */
  readonly name: string;
  readonly value: string;
  readonly priority?: number;
}

/** Only Resend sends as this domain, both SPF and DKIM aligned: whatever else claims to may go to the spam folder. */
const DMARC = 'v=DMARC1; p=quarantine';

/**
 * What the DNS should have so that letters leave authenticated and replies arrive: Resend's records under their whole names,
 * and DMARC, which Resend leaves to the domain's owner (RFC 7489). Its records for tracking are left out: nobody is tracked.
 */
export function dnsRecordsOf(domain: ResendDomain): readonly WantedRecord[] {
  const nameOf = wholeNames(domain);
  const wanted = domain.records.flatMap((record): WantedRecord[] => {
    const purpose = purposeOf(record);
    const type = TYPES.find((known) => known === record.type);
    if (purpose === undefined || type === undefined) return [];
    const { priority } = record;
    const value = record.value.replace(/^"|"$/g, '').replace(/\.$/, '');
    return [{ purpose, type, name: nameOf(record.name), value, ...(priority !== undefined && { priority }) }];
  });
  return [...wanted, { purpose: 'DMARC', type: 'TXT', name: `_dmarc.${domain.name}`, value: DMARC }];
}

const TYPES = ['MX', 'TXT', 'CNAME'] as const;

function purposeOf({ record, type }: ResendRecord): WantedRecord['purpose'] | undefined {
  if (record === 'Receiving') return 'receiving';
  if (record === 'DKIM') return 'DKIM';
  if (record === 'SPF') return type === 'MX' ? 'return path' : 'SPF';
  return undefined;
}

/**
 * Resend gives names relative to the registered domain, and tells that one nowhere: for `reply.example.org` its DKIM record is
 * `resend._domainkey.reply`, so what follows `_domainkey.` is what the domain has before the registered one.
 */
function wholeNames({ name: domain, records }: ResendDomain): (name: string) => string {
  const dkim = records.find(({ record }) => record === 'DKIM')?.name;
  const receiving = records.find(({ record }) => record === 'Receiving')?.name;
  const below = dkim === undefined ? (receiving ?? '') : (dkim.split('._domainkey.')[1] ?? '');
  const zone = domain.startsWith(`${below}.`) ? domain.slice(below.length + 1) : domain;
  return (name) => {
    if (name === '' || name === '@') return zone;
    return name === domain || name.endsWith(`.${domain}`) ? name : `${name}.${zone}`;
  };
}
