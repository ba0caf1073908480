import type { Email } from './payload.ts';
import type { Violations } from './violations.ts';

/** What Resend takes, and a careful sender doesn't ask of it. */
export function noteUnwise(email: Email, { note }: Violations): void {
  for (const field of email.unknown) note('unknown field', field);
  if (email.to.length + email.cc.length + email.bcc.length > 1) {
    note('several recipients', 'each would see, or miss, the others');
  }
  if (email.html === undefined || email.text === undefined) {
    note('text or html missing', email.html === undefined ? 'html' : 'text');
  }
  const headers = new Map(Object.entries(email.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of headers.keys()) {
    if (WRITTEN_BY_RESEND.test(name)) note('header that Resend writes itself', name);
    else if (!OF_USE.test(name)) note('header that nobody needs', name);
  }
  for (const name of ['in-reply-to', 'references']) {
    const value = headers.get(name);
    if (value !== undefined && !/^<[^<>\s]+>(?:\s+<[^<>\s]+>)*$/.test(value)) {
      note('reference without angle brackets', name);
    }
  }
  if (headers.has('list-unsubscribe-post') && !/<https?:/.test(headers.get('list-unsubscribe') ?? '')) {
    note('one-click without its link', 'RFC 8058 wants both headers');
  }
}

/**
 * Fields of the request, or the sending server's own: Amazon SES, which carries Resend's mail, puts its own Message-ID and
 * Date in place of a sender's (docs.aws.amazon.com/ses/latest/dg/header-fields.html).
 */
const WRITTEN_BY_RESEND =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|dkim-signature|return-path|received|feedback-id)$/;

/** Threads, lists and automatic mail (RFC 5322, 2369, 2919, 3834, 8058), Resend's own example, and a letter's name. */
const OF_USE =
  /^(?:in-reply-to|references|list-[a-z-]+|auto-submitted|precedence|x-auto-response-suppress|x-entity-ref-id|x-crewtide-letter)$/;
