import type { Envelope } from '@crewtide/flows';
import PostalMime, { type Email as Parsed } from 'postal-mime';
import { written } from './events.ts';

/** A mail that came to the receiving domain. */
export interface ReceivedMail {
  readonly id: string;
  readonly at: string;
  /** With what the receiving server puts before it. */
  readonly bytes: Uint8Array;
  /** For whom it came, as Resend tells it. */
  readonly receivedFor: readonly string[];
  readonly parsed: Parsed;
}

export async function receivedMail(
  raw: Uint8Array,
  envelope: Envelope,
  { id, at, receivedFor }: Pick<ReceivedMail, 'id' | 'at' | 'receivedFor'>,
): Promise<ReceivedMail> {
  const bytes = Buffer.concat([Buffer.from(receivedHeaders(envelope, id, at)), raw]);
  return { id, at, bytes, receivedFor, parsed: await PostalMime.parse(raw) };
}

/** As the list shows it (api-reference/emails/list-received-emails). */
export const listedMail = (mail: ReceivedMail) => ({
  id: mail.id,
  ...metadataOf(mail),
  created_at: mail.at,
  reply_to: addressesOf(mail.parsed.replyTo),
  attachments: attachmentsOf(mail),
});

/** As it is shown alone (api-reference/emails/retrieve-received-email). */
export const shownMail = (
  mail: ReceivedMail,
  raw: { readonly download_url: string; readonly expires_at: string },
) => ({
  object: 'email',
  ...listedMail(mail),
  html: mail.parsed.html ?? null,
  html_format: 'data_uri',
  text: mail.parsed.text ?? null,
  headers: Object.fromEntries(mail.parsed.headers.map(({ key, value }) => [key, value])),
  raw,
});

/** The `data` of email.received: no body and no headers (resend.com/docs/webhooks/emails/received). */
export const receivedData = (mail: ReceivedMail) => ({
  email_id: mail.id,
  created_at: mail.at,
  ...metadataOf(mail),
  attachments: attachmentsOf(mail).map(({ size: _, ...attachment }) => attachment),
});

const metadataOf = ({ parsed, receivedFor }: ReceivedMail) => ({
  from: written({ name: parsed.from?.name ?? '', address: parsed.from?.address ?? '' }),
  to: addressesOf(parsed.to),
  cc: addressesOf(parsed.cc),
  bcc: addressesOf(parsed.bcc),
  received_for: receivedFor,
  message_id: parsed.messageId ?? '',
  subject: parsed.subject ?? '',
});

const addressesOf = (list: Parsed['to']): string[] =>
  (list ?? []).flatMap(({ address }) => (address === undefined || address === '' ? [] : [address]));

const attachmentsOf = ({ id, parsed }: ReceivedMail) =>
  parsed.attachments.map((file, index) => ({
    id: `${id.slice(0, -2)}${String(index % 100).padStart(2, '0')}`,
    filename: file.filename,
    content_type: file.mimeType,
    content_disposition: file.disposition,
    content_id: file.contentId ?? null,
    size: typeof file.content === 'string' ? file.content.length : file.content.byteLength,
  }));

/**
 * What Amazon SES, which receives for Resend, writes before a mail. Its verdicts all say "pass" here: a reader that trusts
 * them instead of asking itself is found out.
 */
function receivedHeaders({ from, to, client }: Envelope, id: string, at: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const { ip, helo } = client ?? {
    ip: '198.51.100.23',
    helo: domain === '' ? 'client.example' : `out.${domain}`,
  };
  const date = new Date(at).toUTCString().replace('GMT', '+0000 (UTC)');
  return [
    `Return-Path: <${from}>`,
    `Received: from ${helo} (${helo} [${ip}])`,
    ' by inbound-smtp.eu-west-1.amazonaws.com with SMTP id',
    ` ${id.replaceAll('-', '')}`,
    ` for ${to[0] ?? ''};`,
    ` ${date}`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Received-SPF: pass (spfCheck: domain of ${domain} designates ${ip} as permitted sender) client-ip=${ip}; envelope-from=${from}; helo=${helo};`,
    'Authentication-Results: amazonses.com;',
    ` spf=pass (spfCheck: domain of ${domain} designates ${ip} as permitted sender) client-ip=${ip}; envelope-from=${from}; helo=${helo};`,
    ` dmarc=pass header.from=${domain};`,
    '',
  ].join('\r\n');
}
