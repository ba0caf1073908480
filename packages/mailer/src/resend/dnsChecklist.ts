import type { CheckedRecord } from './dnsCheck.ts';
import type { ResendDomain } from './domain.ts';

export interface DnsChecklist {
  readonly domain: string;
  /** Resend's word on the domain. */
  readonly status: string;
  readonly records: readonly CheckedRecord[];
  /** What is to be switched at Resend, in sentences. */
  readonly atResend: readonly string[];
  readonly isComplete: boolean;
}

export function dnsChecklist(domain: ResendDomain, records: readonly CheckedRecord[]): DnsChecklist {
  const atResend = [
    ...(records.some(({ purpose }) => purpose === 'receiving')
      ? []
      : ['Switch on receiving for this domain, or no reply arrives; then run this again for its MX record.']),
    ...(domain.tracks
      ? [
          'Switch off open and click tracking: nobody who reads a letter is to be followed, and it rewrites links.',
        ]
      : []),
    ...(domain.status === 'verified' ? [] : ['Press "Verify DNS records" once they are all there.']),
  ];
  const isComplete = atResend.length === 0 && records.every(({ found }) => found === 'there');
  return { domain: domain.name, status: domain.status, records, atResend, isComplete };
}

/** For a terminal: a box for each record, ticked where the DNS has it. */
export function checklistInWords({ domain, status, records, atResend, isComplete }: DnsChecklist): string {
  return [
    `DNS of ${domain} (at Resend: ${status})`,
    '',
    ...records.flatMap(recordInWords),
    ...(atResend.length > 0 ? ['At resend.com/domains:', ...atResend.map((line) => `- ${line}`), ''] : []),
    isComplete ? 'All there.' : 'Not complete yet. New records may take an hour to be seen.',
  ].join('\n');
}

function recordInWords({ purpose, type, name, value, priority, found, instead }: CheckedRecord): string[] {
  const box = found === 'there' ? '[x]' : '[ ]';
  const target = priority === undefined ? value : `${priority} ${value}`;
  return [
    `${box} ${purpose}: ${IN_WORDS[found]}`,
    `    ${type}  ${name}`,
    `    ${target}`,
    ...instead.map((text) => `    there is instead: ${printable(text)}`),
    '',
  ];
}

const IN_WORDS: Readonly<Record<CheckedRecord['found'], string>> = {
  there: 'there',
  missing: 'missing',
  other: 'another record stands there, or beside it',
  'no answer': 'the DNS gave no answer',
};

/** What a stranger published goes to a terminal. */
const printable = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 300);
