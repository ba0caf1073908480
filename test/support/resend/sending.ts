import { z } from 'zod';
import type { Account } from './account.ts';
import { domainOf } from './address.ts';
import { compose } from './compose.ts';
import type { SentEmail } from './events.ts';
import { meetFate } from './fates.ts';
import { type Email, readEmail } from './payload.ts';
import { invalidField, type Problem, problems, unverifiedDomain } from './problem.ts';
import { noteUnwise } from './unwise.ts';

export interface SendRequest {
  readonly endpoint: 'single' | 'batch';
  readonly body: string;
  readonly key: string;
  /** The header x-batch-validation; strict without it. */
  readonly permissive: boolean;
  /** Indices that are found invalid whatever they hold. */
  readonly refusing: readonly number[];
}

/** POST /emails and /emails/batch (api-reference/emails/send-email, send-batch-emails): the 200's body, or why not. */
export async function send(account: Account, request: SendRequest): Promise<object | Problem> {
  const payloads = payloadsOf(request);
  if ('statusCode' in payloads) return payloads;

  const emails = payloads.map((payload, index) =>
    request.refusing.includes(index)
      ? invalidField('Invalid `to` field. The stand-in was told to refuse it.')
      : readEmail(payload, request.endpoint),
  );
  for (const [index, email] of emails.entries()) {
    if (isProblem(email) && !request.refusing.includes(index))
      account.violations.note('refused', email.message);
  }
  const wrong = emails.find(isProblem);
  if (wrong !== undefined && !request.permissive) return wrong;
  const good = emails.flatMap((email) => (isProblem(email) ? [] : [email]));
  const foreign = good.find((email) => !account.domains.includes(domainOf(email.from.address)));
  if (foreign !== undefined) {
    account.violations.note('refused', `from ${domainOf(foreign.from.address)}`);
    return unverifiedDomain(domainOf(foreign.from.address));
  }

  const ids: { readonly id: string }[] = [];
  for (const email of good) ids.push({ id: await accept(account, email, request.key) });
  if (request.endpoint === 'single') return ids[0] ?? {};
  const errors = emails.flatMap((email, index) =>
    isProblem(email) ? [{ index, message: email.message }] : [],
  );
  return request.permissive ? { data: ids, errors } : { data: ids };
}

export const isProblem = (value: object): value is Problem => 'statusCode' in value;

function payloadsOf({ endpoint, body }: SendRequest): readonly unknown[] | Problem {
  const parsed = parseJson(body);
  if (parsed === undefined) return problems.notJson;
  if (endpoint === 'single') return [parsed.json];
  const batch = z.array(z.unknown()).min(1).max(100).safeParse(parsed.json);
  return batch.success ? batch.data : invalidField('The batch must be an array of 1 to 100 emails.');
}

function parseJson(body: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

async function accept(account: Account, email: Email, key: string): Promise<string> {
  noteUnwise(email, account.violations);
  const id = account.freshId();
  const at = account.clock.now();
  const { messageId, bytes } = await compose(email, { id, at, dkim: account.dkim });
  const tags = Object.fromEntries(email.tags.map(({ name, value }) => [name, value]));
  const sent: SentEmail = {
    id,
    key,
    letterId: tags.letter ?? email.headers['X-Crewtide-Letter'],
    from: email.from,
    to: email.to,
    subject: email.subject,
    tags,
    headers: email.headers,
    messageId,
    returnPath: `${messageId.slice(0, messageId.indexOf('@'))}@send.${domainOf(email.from.address)}`,
    bytes,
    at,
  };
  account.emails.set(id, sent);
  meetFate(account, sent);
  return id;
}
