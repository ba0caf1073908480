import PostalMime from 'postal-mime';
import type { IncomingMail } from './house.ts';
import type { DeliveredMail } from './memoryCarrier.ts';

/** How a client sets a reply: above the quote, below it, between its lines, or without one. */
export type Style = 'top' | 'bottom' | 'inline' | 'bare';

export interface ReplyOptions {
  readonly words: string;
  /** Absent: whoever got the letter. */
  readonly from?: string;
  readonly style?: Style;
  /** Where it is sent instead of the Reply-To. */
  readonly to?: string;
  /** Replaces a header, or removes it. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

let replies = 0;

/** A reply as an ordinary client makes it from the very bytes that were delivered. */
export async function replyTo(mail: DeliveredMail, options: ReplyOptions): Promise<IncomingMail> {
  replies += 1;
  const letter = await PostalMime.parse(mail.bytes);
  const from = options.from ?? mail.to;
  const to = options.to ?? letter.replyTo?.[0]?.address ?? letter.from?.address ?? '';
  const subject = letter.subject ?? '';
  return compose(
    {
      From: from,
      To: to,
      Subject: subject.startsWith('Re:') ? subject : `Re: ${subject}`,
      Date: 'Mon, 23 Nov 2026 09:30:00 +0000',
      'Message-ID': `<reply-${replies}@client.example>`,
      'In-Reply-To': `<${mail.messageId}>`,
      References: `${letter.references ?? ''} <${mail.messageId}>`.trim(),
      ...options.headers,
    },
    setIn(options.style ?? 'top', options.words, letter.text ?? ''),
  );
}

/** Plain text mail with these headers; those undefined are left out. */
export function compose(
  headers: Readonly<Record<string, string | undefined>>,
  text: string,
  envelopeFrom: string = headers.From ?? 'client@client.example',
): IncomingMail {
  const all = {
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const head = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  const bytes = Buffer.from([...head, '', ...text.split('\n'), ''].join('\r\n'));
  return { bytes, envelope: { from: envelopeFrom, to: headers.To === undefined ? [] : [headers.To] } };
}

/** A delivery status report (RFC 3464) to the envelope sender of a letter. */
export const bounceOf = (returnPath: string, status = '5.1.1'): IncomingMail =>
  compose(
    {
      From: 'Mail Delivery System <mailer-daemon@elsewhere.example>',
      To: returnPath,
      Subject: 'Undelivered Mail Returned to Sender',
      'Message-ID': `<bounce-${status}@elsewhere.example>`,
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    },
    [
      '--b',
      '',
      'It could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; elsewhere.example',
      '',
      'Final-Recipient: rfc822; ana@example.org',
      `Action: ${status.startsWith('5') ? 'failed' : 'delayed'}`,
      `Status: ${status}`,
      '--b--',
    ].join('\n'),
    '',
  );

function setIn(style: Style, words: string, original: string): string {
  const lines = original
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line.trimEnd()}`.trimEnd());
  const attribution = 'On Mon, 23 Nov 2026 at 09:00, Tide pool <crew@crew.example> wrote:';
  switch (style) {
    case 'bare':
      return words;
    case 'top':
      return [words, '', attribution, ...lines].join('\n');
    case 'bottom':
      return [attribution, ...lines, '', words].join('\n');
    case 'inline':
      return [attribution, ...lines.slice(0, 3), '', words, '', ...lines.slice(3)].join('\n');
  }
}

/** The letter's Reply-To, List-Unsubscribe and other headers by lower-case name, and its text part. */
export async function opened(mail: DeliveredMail) {
  const { headers, text = '', html = '', subject = '' } = await PostalMime.parse(mail.bytes);
  const header = (name: string) => headers.find(({ key }) => key === name.toLowerCase())?.value ?? '';
  return { header, text, html, subject };
}
