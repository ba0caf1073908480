import type { Account } from './account.ts';
import type { ApiCall } from './call.ts';
import { listDomains, showDomain, type TeamDomain } from './domains.ts';
import { type Answer, htmlAnswer, jsonAnswer } from './httpAnswer.ts';
import type { Idempotency } from './idempotency.ts';
import { type Mode, modes } from './modes.ts';
import { type Problem, problems } from './problem.ts';
import type { Rate } from './rate.ts';
import type { Receiving } from './receiving.ts';
import { type SendOutcome, sendUnderKey } from './sendEndpoint.ts';
import { isProblem } from './sending.ts';

export interface ApiParts {
  readonly account: Account;
  /** May do everything; and one that may only send. */
  readonly apiKey: string;
  readonly sendingKey: string;
  readonly rate: Rate;
  readonly keys: Idempotency<object>;
  readonly received: Receiving;
  readonly domains: readonly TeamDomain[];
  /** How the next posts, and the next gets, go. */
  readonly modes: { readonly posts: Mode[]; readonly gets: Mode[] };
  /** Its own address, for downloads. */
  readonly url: () => string;
}

export interface Handled {
  readonly answer: Answer;
  readonly how: Mode['answers'];
  readonly afterwards: () => void;
}

/** One request of the API: who asks, how often, how it is to go, and what it asks for. */
export async function handle(parts: ApiParts, call: ApiCall): Promise<Handled> {
  const mode = (): Mode =>
    (call.method === 'GET' ? parts.modes.gets : parts.modes.posts).shift() ?? modes.fine;
  if (call.url.pathname.startsWith('/raw/')) return download(parts, call, mode());

  const { headers, problem: tooMany } = parts.rate.count();
  const refused = tooMany ?? refusal(parts, call);
  if (refused !== undefined) {
    if (tooMany === undefined) parts.account.violations.note('refused', refused.name);
    return handled(refused, headers, modes.fine);
  }
  const now = mode();
  if (call.method === 'POST') {
    const { result, afterwards } = await sendUnderKey(parts.account, parts.keys, call, now);
    return handled(result, headers, now, afterwards);
  }
  await now.until;
  return handled(typeof now.answers === 'object' ? now.answers : read(parts, call), headers, now);
}

function refusal(
  { apiKey, sendingKey }: ApiParts,
  { authorization, method, url }: ApiCall,
): Problem | undefined {
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return problems.missingApiKey;
  if (bearer !== apiKey && bearer !== sendingKey) return problems.invalidApiKey;
  const allowed = ENDPOINTS.find(({ path }) => path.test(url.pathname));
  if (allowed === undefined) return problems.notFound;
  if (allowed.method !== method) return problems.methodNotAllowed;
  return method === 'GET' && bearer === sendingKey ? problems.restrictedApiKey : undefined;
}

const ENDPOINTS = [
  { method: 'POST', path: /^\/emails(?:\/batch)?$/ },
  { method: 'GET', path: /^\/emails\/receiving(?:\/[^/]+)?$/ },
  { method: 'GET', path: /^\/domains(?:\/[^/]+)?$/ },
];

function read({ received, domains, url }: ApiParts, call: ApiCall): object | Problem {
  const [, noun, , id] = call.url.pathname.startsWith('/domains')
    ? ['', 'domains', '', call.url.pathname.split('/')[2]]
    : call.url.pathname.split('/');
  if (noun === 'domains') return id === undefined ? listDomains(domains) : showDomain(domains, id);
  return id === undefined ? received.list(call.url.searchParams) : received.get(id, url());
}

/** The signed address of a raw message: another server at the real one, that wants no key and mustn't be told it. */
function download({ account, received }: ApiParts, { url, authorization }: ApiCall, mode: Mode): Handled {
  if (authorization !== undefined) account.violations.note('api key at the download', url.pathname);
  if (typeof mode.answers === 'object' || mode.answers === 'html') return handled({}, {}, mode);
  const bytes = received.download(url.pathname.slice('/raw/'.length), url.searchParams);
  const answer: Answer =
    bytes === undefined
      ? {
          status: 403,
          headers: { 'content-type': 'text/xml' },
          body: '<Error><Code>AccessDenied</Code></Error>',
        }
      : { status: 200, headers: { 'content-type': 'message/rfc822' }, body: bytes };
  return { answer, how: mode.answers, afterwards: () => undefined };
}

function handled(
  result: object | Problem,
  headers: Readonly<Record<string, string>>,
  mode: Mode,
  afterwards: SendOutcome['afterwards'] = () => undefined,
): Handled {
  const how = mode.answers;
  const said = typeof how === 'object' ? how : result;
  if (how === 'html') return { answer: htmlAnswer(headers), how, afterwards };
  if (!isProblem(said)) return { answer: jsonAnswer(200, said, headers), how, afterwards };
  const { statusCode, name, message } = said;
  const answer = jsonAnswer(statusCode, { statusCode, name, message }, { ...headers, ...said.headers });
  return { answer, how, afterwards };
}
