import type { Account } from './account.ts';
import type { ApiCall } from './call.ts';
import type { Idempotency } from './idempotency.ts';
import type { Mode } from './modes.ts';
import { type Problem, problems } from './problem.ts';
import { isProblem, send } from './sending.ts';

export interface Outcome {
  /** The 200's body, or the problem. */
  readonly result: object | Problem;
  /** When the caller has its answer, or has left. */
  readonly afterwards?: () => void;
}

/** The two POSTs under their key (resend.com/docs/dashboard/emails/idempotency-keys), carried out or not as the mode says. */
export async function sendUnderKey(
  account: Account,
  keys: Idempotency<object>,
  call: ApiCall,
  mode: Mode,
): Promise<Outcome> {
  const { key, batchValidation, body } = call;
  if (key === undefined) account.violations.note('key missing', call.url.pathname);
  else if (key.length === 0 || key.length > 256) {
    account.violations.note('key too long', `${key.length} characters`);
    return { result: problems.invalidIdempotencyKey };
  }
  const abandon = () => (key === undefined ? undefined : keys.abandon(key));
  const begins = mode.accepts || mode.answers === 'never';
  if (key !== undefined && begins) {
    const begun = keys.begin(key, [call.url.pathname, batchValidation ?? 'strict', body].join('\n'));
    if (isProblem(begun)) return { result: begun };
    if (begun.goes === 'again') return { result: begun.answer };
  }
  if (!begins) return { result: problems.unexpected };
  if (!mode.accepts) return { result: problems.unexpected, afterwards: abandon };
  await mode.until;

  const result = await send(account, {
    endpoint: call.url.pathname === '/emails/batch' ? 'batch' : 'single',
    body,
    key: key ?? '',
    permissive: batchValidation === 'permissive',
    refusing: mode.refusing ?? [],
  });
  if (isProblem(result)) abandon();
  else if (key !== undefined) keys.done(key, result);
  return { result };
}
