const NEWLINE = 0x0a;
const MOST = { bytes: 256 * 1024, fields: 1000, signatures: 6 } as const;

/**
 * Whether checking the message costs no more than a message deserves: each signature hashes the whole body, and what it signs is
 * looked for among all fields.
 */
export function isWithinLimits(message: Uint8Array): boolean {
  const head = headOf(message);
  if (head === undefined) return false;
  const names = head.split(/\r?\n/).flatMap((line) => /^[^\s:][^:]*/.exec(line)?.[0] ?? []);
  const signatures = names.filter((name) => name.trim().toLowerCase() === 'dkim-signature');
  return names.length <= MOST.fields && signatures.length <= MOST.signatures;
}

/** Up to the first empty line (RFC 5322, 2.1); undefined when that is further away than any honest one. */
function headOf(message: Uint8Array): string | undefined {
  const start = Buffer.from(message.buffer, message.byteOffset, Math.min(message.length, MOST.bytes + 1));
  for (let end = start.indexOf(NEWLINE); end >= 0; end = start.indexOf(NEWLINE, end + 1)) {
    const next = start.subarray(end + 1, end + 3).toString('latin1');
    if (next.startsWith('\n') || next === '\r\n') return start.toString('latin1', 0, end);
  }
  return message.length <= MOST.bytes ? start.toString('latin1') : undefined;
}
