import { createHash } from 'node:crypto';
import type { Clock } from '@crewtide/flows';
import { instantAt, millisecondsOf } from './clock.ts';
import { isUuid } from './ids.ts';
import { invalidField, type Problem, problems } from './problem.ts';
import { listedMail, type ReceivedMail, shownMail } from './received.ts';

/** How long a download may begin: an hour (resend.com/docs/dashboard/receiving/attachments). */
const DOWNLOAD_LIFETIME = 3_600_000;

export interface Receiving {
  add(mail: ReceivedMail): void;
  /** The provider has it no more. */
  forget(id: string): void;
  list(query: URLSearchParams): object | Problem;
  get(id: string, url: string): object | Problem;
  /** Behind the signed address; undefined when that is expired, forged or of a mail that is gone. */
  download(id: string, query: URLSearchParams): Uint8Array | undefined;
}

/** GET /emails/receiving and /emails/receiving/:id (api-reference/emails/list-received-emails, retrieve-received-email). */
export function receiving(clock: Clock): Receiving {
  /** Newest first. */
  let mails: readonly ReceivedMail[] = [];

  return {
    add: (mail) => {
      mails = [mail, ...mails];
    },
    forget: (id) => {
      mails = mails.filter((mail) => mail.id !== id);
    },
    list(query) {
      const limit = Number(query.get('limit') ?? '20');
      if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
        return invalidField('The `limit` parameter must be between 1 and 100.');
      }
      const [after, before] = [query.get('after'), query.get('before')];
      if (after !== null && before !== null) return invalidField('Use either `after` or `before`.');
      for (const cursor of [after, before]) if (cursor !== null && !isUuid(cursor)) return problems.notUuid;
      const start = after === null ? 0 : placeOf(after) + 1;
      const end = before === null ? mails.length : placeOf(before);
      if (start === 0 && after !== null) return problems.notFound;
      if (end === -1) return problems.notFound;
      const range = mails.slice(start, end);
      const page = before === null ? range.slice(0, limit) : range.slice(-limit);
      return { object: 'list', has_more: range.length > page.length, data: page.map(listedMail) };
    },
    get(id, url) {
      if (!isUuid(id)) return problems.notUuid;
      const mail = mails.find((one) => one.id === id);
      if (mail === undefined) return { ...problems.notFound, message: 'Email not found' };
      const expires = millisecondsOf(clock) + DOWNLOAD_LIFETIME;
      return shownMail(mail, {
        download_url: `${url}/raw/${id}?Expires=${expires}&Signature=${signatureOf(id, expires)}`,
        expires_at: instantAt(expires),
      });
    },
    download(id, query) {
      const expires = Number(query.get('Expires'));
      const valid = query.get('Signature') === signatureOf(id, expires) && millisecondsOf(clock) < expires;
      return valid ? mails.find((mail) => mail.id === id)?.bytes : undefined;
    },
  };

  function placeOf(id: string): number {
    return mails.findIndex((mail) => mail.id === id);
  }
}

const signatureOf = (id: string, expires: number): string =>
  createHash('sha256').update(`download ${id} ${expires}`).digest('base64url');
