import type { Mailbox } from './address.ts';
import type { Fate } from './fate.ts';

/** An email that was accepted. */
export interface SentEmail {
  readonly id: string;
  readonly key: string;
  readonly letterId: string | undefined;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId: string;
  readonly returnPath: string;
  readonly bytes: Uint8Array;
  readonly at: string;
}

/**
 * The `data` of an event about an email that left (resend.com/docs/webhooks/emails/sent and its neighbours; the schemas
 * OutboundEmailEventData and WebhookEventBounce of Resend's OpenAPI document). One that never left has no Message-ID.
 */
export function eventData(type: string, email: SentEmail, fate: Fate = 'delivered'): Record<string, unknown> {
  const headers = Object.entries(email.headers).map(([name, value]) => ({ name, value }));
  return {
    email_id: email.id,
    created_at: email.at,
    ...(LEFT_THE_HOUSE.has(type) && { message_id: `<${email.messageId}>` }),
    from: written(email.from),
    to: email.to.map(({ address }) => address),
    subject: email.subject,
    ...(headers.length > 0 && { headers }),
    ...(Object.keys(email.tags).length > 0 && { tags: email.tags }),
    ...detailOf(type, fate),
  };
}

export const written = ({ name, address }: Mailbox): string =>
  name === '' ? address : `${name} <${address}>`;

const LEFT_THE_HOUSE = new Set([
  'email.sent',
  'email.delivered',
  'email.delivery_delayed',
  'email.bounced',
  'email.complained',
  'email.opened',
]);

function detailOf(type: string, fate: Fate): Record<string, unknown> {
  switch (type) {
    case 'email.bounced':
      return { bounce: fate === 'bounced-transient' ? MAILBOX_FULL : NO_SUCH_PERSON };
    case 'email.suppressed':
      return { suppressed: SUPPRESSED };
    case 'email.failed':
      return { failed: { reason: 'reached_daily_quota' } };
    case 'email.opened':
      return {
        open: { ipAddress: '203.0.113.9', timestamp: '2026-11-23T10:00:00.000Z', userAgent: 'Mozilla/5.0' },
      };
    default:
      return {};
  }
}

const NO_SUCH_PERSON = {
  type: 'Permanent',
  subType: 'General',
  message: "The recipient's email provider sent a hard bounce message.",
  diagnosticCode: ['smtp; 550 5.1.1 user unknown'],
};

const MAILBOX_FULL = {
  type: 'Transient',
  subType: 'MailboxFull',
  message: "The recipient's inbox was full.",
  diagnosticCode: ['smtp; 452 4.2.2 mailbox full'],
};

const SUPPRESSED = {
  type: 'OnAccountSuppressionList',
  reason: 'previous_bounce',
  message:
    'Resend has suppressed sending to this address because it is on the account-level suppression list.',
  diagnosticCode: [],
};
