import type { Delivery } from '@crewtide/flows';

/** What nodemailer tells of a failed step; every field may be missing. */
export interface SmtpFailure {
  /** EENVELOPE (sender, recipient, DATA), EMESSAGE (after the message), EAUTH, ECONNECTION, ESOCKET, ETIMEDOUT … */
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  /** The server's reply, and its first three digits. */
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly timeoutType?: string | undefined;
  readonly originalCode?: string | undefined;
}

/**
 * What a failure means for the letter.
 * @param sent whether the message's last byte was handed over: before the final dot no server can have accepted it
 *   (RFC 5321, 4.1.1.4), after it only the server's reply tells.
 */
export function deliveryOf(failure: SmtpFailure, sent: boolean): Delivery {
  const answered = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE';
  const code = failure.responseCode ?? 0;
  if (answered && code >= 500) {
    return { outcome: concernsLetter(failure) ? 'refused' : 'later', status: statusOf(failure) };
  }
  if (answered && code >= 400) return { outcome: 'later', status: statusOf(failure) };
  if (sent) return { outcome: 'unknown', cause: statusOf(failure) };
  // nodemailer refused the letter itself: an address it won't write, or more bytes than the server's SIZE.
  if (answered && code === 0) {
    return { outcome: 'refused', status: failure.code === 'EMESSAGE' ? '5.3.4' : '5.1.3' };
  }
  return { outcome: 'later', status: statusOf(failure) };
}

/** Whether the connection went away with nothing of the message handed over: a fresh one may do. */
export const isStale = (failure: SmtpFailure): boolean =>
  failure.responseCode === 421 || ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT'].includes(failure.code ?? '');

/** Out of step, or wants a login: says nothing of the letter. */
const ABOUT_THE_SESSION = new Set([500, 502, 503, 504, 521, 530, 534, 535, 538]);

/**
 * A permanent no is the letter's only where the server judged its recipient, size or content. To a session, a
 * sender or a client without permission (5.7.x at RCPT: "relaying denied") it is a setting of ours that's wrong.
 */
function concernsLetter(failure: SmtpFailure): boolean {
  if (ABOUT_THE_SESSION.has(failure.responseCode ?? 0)) return false;
  const status = statusOf(failure);
  if (failure.command === 'RCPT TO') return !status.startsWith('5.7.');
  if (failure.command === 'DATA') return true;
  return failure.responseCode === 552 || status === '5.3.4';
}

/** An RFC 3463 status where the server gave one, else its reply code, else the name of what went wrong. */
function statusOf(failure: SmtpFailure): string {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(failure.response ?? '')?.[1];
  return (
    enhanced ??
    failure.responseCode?.toString() ??
    failure.originalCode ??
    failure.timeoutType ??
    failure.code ??
    'unexpected'
  );
}
