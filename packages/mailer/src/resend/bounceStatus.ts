/** `data.bounce` of email.bounced (resend.com/docs/dashboard/emails/email-bounces). */
export interface ResendBounce {
  readonly type?: string | undefined;
  readonly subType?: string | undefined;
  /** What the recipient's server said, one for each of its answers. */
  readonly diagnosticCode: readonly string[];
}

export interface BounceStatus {
  /** RFC 3463. */
  readonly status: string;
  readonly permanent: boolean;
}

/** Permanent is what Resend calls so: its Transient and Undetermined may have been the server's mood. */
export function statusOfBounce({ type, subType, diagnosticCode }: ResendBounce): BounceStatus {
  const permanent = type?.toLowerCase() === 'permanent';
  const said = diagnosticCode.map(statusIn).find((status) => status !== undefined);
  const fitting = said?.startsWith(permanent ? '5.' : '4.') ? said : undefined;
  const detail = DETAILS[subType?.toLowerCase() ?? ''] ?? '0.0';
  return { status: fitting ?? `${permanent ? 5 : 4}.${detail}`, permanent };
}

const statusIn = (diagnostic: string): string | undefined =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(diagnostic)?.[1];

/** Subject and detail of RFC 3463 for each of Resend's subtypes. */
const DETAILS: Readonly<Record<string, string>> = {
  noemail: '1.1',
  suppressed: '1.1',
  onaccountsuppressionlist: '1.1',
  mailboxfull: '2.2',
  messagetoolarge: '3.4',
  contentrejected: '6.0',
  attachmentrejected: '6.1',
};
