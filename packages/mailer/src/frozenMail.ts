import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { OutgoingMessage } from '@crewtide/flows';

/** What an SMTP carrier needs to repeat a request exactly: the envelope, the Message-ID and the MIME bytes. */
export interface FrozenMail {
  /** Empty: the null reverse-path. */
  readonly from: string;
  readonly to: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly mime: Uint8Array;
}

const LINE_FEED = 10;

/**
 * Three lines, then the MIME, compressed (RFC 1951): a store bills by the kilobyte.
 * @throws Error when one of the lines would be two.
 */
export function freezeMail(message: OutgoingMessage, mime: Uint8Array): Uint8Array {
  const lines = [message.returnPath, message.to.address, message.messageId];
  if (lines.some((line) => /[\r\n<>]/.test(line)))
    throw new Error("the envelope can't stand in an SMTP command");
  return deflateRawSync(Buffer.concat([Buffer.from(`${lines.join('\n')}\n`, 'utf8'), mime]), {
    level: 4,
    memLevel: 7,
  });
}

/** @throws Error when the bytes are another carrier's. */
export function thawMail(deflated: Uint8Array): FrozenMail {
  const frozen = inflated(deflated);
  const lines: string[] = [];
  let start = 0;
  while (lines.length < 3) {
    const end = frozen.indexOf(LINE_FEED, start);
    if (end < 0) throw new Error('frozen bytes are not those of an SMTP carrier');
    lines.push(Buffer.from(frozen.subarray(start, end)).toString('utf8'));
    start = end + 1;
  }
  const [from = '', to = '', messageId = ''] = lines;
  return { from, to, messageId, mime: frozen.subarray(start) };
}

function inflated(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated);
  } catch (cause) {
    throw new Error('frozen bytes are not those of an SMTP carrier', { cause });
  }
}
