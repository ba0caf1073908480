import { createPublicKey } from 'node:crypto';
import type { DkimKey } from './compose.ts';
import { idMaker, isUuid } from './ids.ts';
import { type Problem, problems } from './problem.ts';

/** A domain of the team and whether its DNS records were found. */
export interface TeamDomain {
  readonly id: string;
  readonly name: string;
  readonly verified: boolean;
  /** The public part of its DKIM key, base64. */
  readonly dkimPublicKey: string;
}

/** The team's domains; the one that DKIM is signed for shows that key, the others show none that would work. */
export function teamDomains(
  verified: readonly string[],
  unverified: readonly string[],
  dkim: DkimKey | undefined,
): readonly TeamDomain[] {
  const freshId = idMaker('domain');
  return [...verified, ...unverified].map((name) => ({
    id: freshId(),
    name,
    verified: verified.includes(name),
    dkimPublicKey: dkim?.domain === name ? publicHalf(dkim.privateKey) : 'AAAA',
  }));
}

/** GET /domains (api-reference/domains/list-domains). */
export const listDomains = (domains: readonly TeamDomain[]) => ({
  object: 'list',
  has_more: false,
  data: domains.map(headOf),
});

/** GET /domains/:id with its records (api-reference/domains/get-domain). */
export function showDomain(domains: readonly TeamDomain[], id: string): object | Problem {
  if (!isUuid(id)) return problems.notUuid;
  const domain = domains.find((one) => one.id === id);
  return domain === undefined
    ? { ...problems.notFound, message: 'Domain not found' }
    : { object: 'domain', ...headOf(domain), records: recordsOf(domain) };
}

const headOf = ({ id, name, verified }: TeamDomain) => ({
  id,
  name,
  status: verified ? 'verified' : 'not_started',
  created_at: '2026-11-01 09:00:00.000000+00',
  region: 'eu-west-1',
  open_tracking: false,
  click_tracking: false,
  capabilities: { sending: 'enabled', receiving: 'enabled' },
});

/** Names are relative to the registered domain, so a subdomain stands in them; `.example` names have two labels of their own. */
function recordsOf({ name, verified, dkimPublicKey }: TeamDomain) {
  const below = name.split('.').slice(0, -2).join('.');
  const at = (label: string) => [label, below].filter((part) => part !== '').join('.');
  const common = { ttl: 'Auto', status: verified ? 'verified' : 'not_started' };
  return [
    {
      record: 'SPF',
      name: at('send'),
      type: 'MX',
      value: 'feedback-smtp.eu-west-1.amazonses.com',
      priority: 10,
      ...common,
    },
    { record: 'SPF', name: at('send'), type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"', ...common },
    { record: 'DKIM', name: at('resend._domainkey'), type: 'TXT', value: `p=${dkimPublicKey}`, ...common },
    {
      record: 'Receiving',
      name: below === '' ? '@' : below,
      type: 'MX',
      value: 'inbound-smtp.eu-west-1.amazonaws.com',
      priority: 10,
      ...common,
    },
  ];
}

const publicHalf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
