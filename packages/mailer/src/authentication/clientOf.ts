import type { Envelope } from '@crewtide/flows';
import { getClientAddress, parseReceived } from 'mailauth/lib/parse-received.js';

type Client = NonNullable<Envelope['client']>;

/**
 * Who handed a message over to a provider that receives for us: what the topmost Received says (RFC 5321, 4.4), where it was
 * written by a host below `receivedBy`. Lower ones are the sender's own words.
 */
export function clientInReceived(
  headers: readonly { readonly key: string; readonly line: Buffer }[],
  receivedBy: string,
): Client | undefined {
  const topmost = headers.find(({ key }) => key === 'received');
  const received = topmost !== undefined && parseReceived(topmost.line);
  if (!received || !isBelow(received.by?.value ?? '', receivedBy)) return undefined;
  const ip = getClientAddress(received.from);
  return ip === false ? undefined : { ip, helo: received.from?.value ?? ip };
}

const isBelow = (host: string, domain: string): boolean =>
  `.${host.toLowerCase()}`.endsWith(`.${domain.toLowerCase()}`);
