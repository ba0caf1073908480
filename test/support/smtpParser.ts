import type { Envelope } from '@crewtide/flows';

/** What one chunk of a client's bytes is answered with. */
export interface Answer {
  readonly replies: string;
  /** The client said QUIT. */
  readonly goodbye: boolean;
}

const END = Buffer.from('\r\n.\r\n');

/**
 * The server's side of SMTP (RFC 5321) with PIPELINING, refusing nothing. `accept` runs before the message's 250
 * is among the replies.
 */
export function createSmtpParser(
  accept: (envelope: Envelope, bytes: Buffer) => void,
): (chunk: Buffer) => Answer {
  let rest: Buffer = Buffer.alloc(0);
  let data: Buffer[] | undefined;
  let from = '';
  let to: string[] = [];

  const command = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n';
    if (verb === 'DATA') {
      // The line break that ends DATA may begin the end of an empty message.
      data = [Buffer.from('\r\n')];
      return '354 go on\r\n';
    }
    if (verb === 'QUIT') return '221 bye\r\n';
    if (verb === 'MAIL' || verb === 'RCPT') {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (verb === 'MAIL') {
        from = address;
        to = [];
      } else to.push(address);
    }
    return '250 ok\r\n';
  };

  /** Takes bytes of a message; returns what follows its end, or undefined when it hasn't ended. */
  const takeData = (chunks: Buffer[], chunk: Buffer): Buffer | undefined => {
    const before = chunks.at(-1) ?? END;
    const joint = Buffer.concat([before.subarray(-4), chunk]);
    const found = joint.indexOf(END);
    if (found < 0) {
      // A short chunk keeps the bytes before it within reach of the next search.
      if (chunk.length < 4) chunks[chunks.length - 1] = Buffer.concat([before, chunk]);
      else chunks.push(chunk);
      return undefined;
    }
    const inChunk = found - (joint.length - chunk.length);
    const whole = Buffer.concat([...chunks, chunk]);
    const end = whole.length - chunk.length + inChunk + 2;
    accept({ from, to }, unstuffed(whole.subarray(2, Math.max(end, 2))));
    return chunk.subarray(inChunk + END.length);
  };

  return (chunk) => {
    let replies = '';
    let input = chunk;
    for (;;) {
      if (data) {
        const after = takeData(data, input);
        if (after === undefined) return { replies, goodbye: false };
        data = undefined;
        replies += '250 accepted\r\n';
        input = after;
      }
      const bytes = rest.length > 0 ? Buffer.concat([rest, input]) : input;
      const lineEnd = bytes.indexOf('\n');
      if (lineEnd < 0) {
        rest = bytes;
        return { replies, goodbye: false };
      }
      rest = Buffer.alloc(0);
      const line = bytes.toString('latin1', 0, lineEnd);
      replies += command(line);
      if (/^quit/i.test(line)) return { replies, goodbye: true };
      input = bytes.subarray(lineEnd + 1);
    }
  };
}

/** Takes the dots off that the client put before lines that begin with one (RFC 5321, 4.5.2). */
function unstuffed(bytes: Buffer): Buffer {
  const stuffed = bytes[0] === 0x2e || bytes.includes('\r\n.');
  return stuffed ? Buffer.from(bytes.toString('latin1').replace(/^\.|(?<=\r\n)\./g, ''), 'latin1') : bytes;
}
