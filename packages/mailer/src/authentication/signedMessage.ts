import { domainToASCII } from 'node:url';

const NEWLINE = 0x0a;
const MOST = { bytes: 256 * 1024, lines: 4000, fields: 1000, signatures: 4 } as const;

/**
 * The message with those signatures alone that can vouch for `domain`: others cost a hash of the body and a question to whatever
 * name they give. Undefined when its header is longer than any honest one.
 */
export function signedMessage(message: Uint8Array, domain: string): readonly Uint8Array[] | undefined {
  const end = endOfHead(message);
  if (end > MOST.bytes) return undefined;
  const head = Buffer.from(message.buffer, message.byteOffset, end).toString('latin1');
  const fields = head.split(/(?<=\n)(?![ \t])/);
  if (fields.length > MOST.fields || head.split('\n').length > MOST.lines) return undefined;
  let signatures = 0;
  const kept = fields.filter((field) => {
    const name = (/^[^:]*/.exec(field)?.[0] ?? '').trim().toLowerCase();
    if (name !== 'dkim-signature') return !name.startsWith('arc-');
    if (!isOf(domain, field)) return false;
    signatures += 1;
    return signatures <= MOST.signatures;
  });
  return [Buffer.from(kept.join(''), 'latin1'), message.subarray(end)];
}

/** Where the first empty line begins (RFC 5322, 2.1), or the message ends. */
function endOfHead(message: Uint8Array): number {
  for (let end = message.indexOf(NEWLINE) + 1; end > 0; end = message.indexOf(NEWLINE, end) + 1) {
    if (message[end] === NEWLINE || (message[end] === 0x0d && message[end + 1] === NEWLINE)) return end;
    if (end > MOST.bytes) return end;
  }
  return message.length;
}

/**
 * Whether a signature may be of the domain's organization (DMARC decides later), and covers all of the body with a hash that
 * counts (RFC 8301): what stands below `l=` anybody may have written.
 */
function isOf(domain: string, field: string): boolean {
  const tags = new Map(
    field
      .slice(field.indexOf(':') + 1)
      .split(';')
      .map((tag) => [tag.split('=', 1)[0]?.trim().toLowerCase(), tag.slice(tag.indexOf('=') + 1).trim()]),
  );
  const signer = lastLabels(tags.get('d') ?? '');
  return (
    signer !== '' && signer === lastLabels(domain) && !tags.has('l') && !/sha1$/i.test(tags.get('a') ?? '')
  );
}

const lastLabels = (domain: string): string => domainToASCII(domain).split('.').slice(-2).join('.');
