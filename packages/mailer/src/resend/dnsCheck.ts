import { z } from 'zod';
import type { DnsLookup } from '../authentication/dnsLookup.ts';
import type { WantedRecord } from './dnsRecords.ts';

/** `other`: something that does not do stands there; `no answer`: the DNS could not be asked. */
export type Found = 'there' | 'missing' | 'other' | 'no answer';

export interface CheckedRecord extends WantedRecord {
  readonly found: Found;
  /** What the DNS says instead. */
  readonly instead: readonly string[];
}

/** Holds each wanted record against the DNS. */
export const checkDns = (
  records: readonly WantedRecord[],
  lookup: DnsLookup,
): Promise<readonly CheckedRecord[]> => Promise.all(records.map((record) => checked(record, lookup)));

async function checked(record: WantedRecord, lookup: DnsLookup): Promise<CheckedRecord> {
  const answers = await answersTo(record, lookup);
  if (answers === 'no answer') return { ...record, found: 'no answer', instead: [] };
  const { isThere, ofItsKind } = judge(record, answers);
  if (isThere) return { ...record, found: 'there', instead: [] };
  return { ...record, found: ofItsKind.length > 0 ? 'other' : 'missing', instead: ofItsKind };
}

async function answersTo(record: WantedRecord, lookup: DnsLookup): Promise<readonly string[] | 'no answer'> {
  for (const name of placesOf(record)) {
    const answers = await ask(lookup, name, record.type);
    if (answers === 'no answer') return answers;
    if (judge(record, answers).ofItsKind.length > 0) return answers;
  }
  return [];
}

/** A domain without a DMARC record of its own has its registered domain's (RFC 7489, 6.6.3). */
function placesOf({ purpose, name }: WantedRecord): readonly string[] {
  if (purpose !== 'DMARC') return [name];
  const labels = name.split('.').slice(1);
  return labels.slice(0, -1).map((_, above) => `_dmarc.${labels.slice(above).join('.')}`);
}

/** An MX as `10 mail.example`, a text in one piece. */
async function ask(lookup: DnsLookup, name: string, type: string): Promise<readonly string[] | 'no answer'> {
  try {
    return answers.parse(await lookup(name, type));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : 'no answer';
  }
}

const answers = z.array(
  z.union([
    z.string(),
    z.array(z.string()).transform((parts) => parts.join('')),
    z
      .object({ exchange: z.string(), priority: z.number() })
      .transform(({ exchange, priority }) => `${priority} ${exchange}`),
  ]),
);

interface Judgement {
  readonly isThere: boolean;
  /** Those of the answers that serve the same end. */
  readonly ofItsKind: readonly string[];
}

function judge(record: WantedRecord, all: readonly string[]): Judgement {
  if (record.type === 'CNAME') return judged(all, (name) => host(name) === host(record.value));
  switch (record.purpose) {
    case 'receiving':
      // Every host of the lowest number gets a share of the mail.
      return judged(all, (mx) => hostOf(mx) === host(record.value) && isFirst(mx, all) && isAlone(mx, all));
    case 'return path':
      return judged(all, (mx) => hostOf(mx) === host(record.value));
    case 'SPF':
      return judged(
        all.filter((text) => /^v=spf1(\s|$)/i.test(text)),
        (text) => has(text, includeOf(record.value)),
      );
    case 'DKIM':
      return judged(
        all.filter((text) => /\bp=/.test(text)),
        (text) => keyIn(text) === keyIn(record.value),
      );
    case 'DMARC':
      return judged(
        all.filter((text) => /^v=DMARC1\s*(;|$)/i.test(text)),
        () => true,
      );
  }
}

const judged = (ofItsKind: readonly string[], does: (answer: string) => boolean): Judgement => ({
  isThere: ofItsKind.some(does),
  ofItsKind,
});

const host = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const hostOf = (mx: string): string => host(mx.split(' ')[1] ?? '');
const numberOf = (mx: string): number => Number(mx.split(' ')[0]);
const isFirst = (mx: string, all: readonly string[]): boolean =>
  all.every((other) => numberOf(mx) <= numberOf(other));
const isAlone = (mx: string, all: readonly string[]): boolean =>
  all.filter((other) => numberOf(other) === numberOf(mx)).length === 1;

const includeOf = (spf: string): string => /include:\S+/i.exec(spf)?.[0] ?? spf;
const has = (text: string, word: string): boolean =>
  text.toLowerCase().split(/\s+/).includes(word.toLowerCase()) || text.toLowerCase() === word.toLowerCase();
const keyIn = (text: string): string | undefined =>
  /\bp=\s*([A-Za-z0-9+/=\s]*)/.exec(text)?.[1]?.replace(/\s/g, '');
