import type { Account } from './account.ts';
import type { ApiCall } from './call.ts';
import { listDomains, showDomain, type TeamDomain } from './domains.ts';
import { type Answer, htmlAnswer, jsonAnswer } from './httpAnswer.ts';
import type { Idempotency } from './idempotency.ts';
import { type Mode, modes } from './modes.ts';
import { type Problem, problems } from './problem.ts';
import type { Rate } from './rate.ts';
import type { Receiving } from './receiving.ts';
import { type Outcome, sendUnderKey } from './sendEndpoint.ts';
import { isProblem } from './sending.ts';

export interface ApiParts {
  readonly account: Account;
  readonly apiKey: string;
  readonly sendingKey: string;
  readonly rate: Rate;
  readonly keys: Idempotency<object>;
  readonly received: Receiving;
  readonly domains: readonly TeamDomain[];
  /** How the next posts, and the next gets, go. */
  readonly modes: { readonly posts: Mode[]; readonly gets: Mode[] };
}

export interface Handled {
  readonly answer: Answer;
  readonly mode: Mode;
  readonly afterwards: () => void;
}

/** One request: how often they come, who asks, how it is to go, and what it asks for. */
export async function handle(parts: ApiParts, call: ApiCall): Promise<Handled> {
  const nextMode = () => (call.method === 'GET' ? parts.modes.gets : parts.modes.posts).shift() ?? modes.fine;
  if (call.url.pathname.startsWith(DOWNLOADS)) return download(parts, call, nextMode());

  const { headers, problem: tooMany } = parts.rate.count();
  if (tooMany !== undefined) return handled({ result: tooMany }, headers, modes.fine);
  const endpoint = admitted(parts, call);
  if (isProblem(endpoint)) {
    parts.account.violations.note('refused', endpoint.name);
    return handled({ result: endpoint }, headers, modes.fine);
  }
  const mode = nextMode();
  return handled(await endpoint.carryOut(parts, call, mode), headers, mode);
}

interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  carryOut(parts: ApiParts, call: ApiCall, mode: Mode): Promise<Outcome> | Outcome;
}

const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'POST',
    path: /^\/emails(?:\/batch)?$/,
    carryOut: ({ account, keys }, call, mode) => sendUnderKey(account, keys, call, mode),
  },
  {
    method: 'GET',
    path: /^\/emails\/receiving$/,
    carryOut: ({ received }, { url }) => ({ result: received.list(url.searchParams) }),
  },
  {
    method: 'GET',
    path: /^\/emails\/receiving\/[^/]+$/,
    carryOut: ({ received }, call) => ({ result: received.get(lastOf(call), call.url.origin) }),
  },
  { method: 'GET', path: /^\/domains$/, carryOut: ({ domains }) => ({ result: listDomains(domains) }) },
  {
    method: 'GET',
    path: /^\/domains\/[^/]+$/,
    carryOut: ({ domains }, call) => ({ result: showDomain(domains, lastOf(call)) }),
  },
];

const DOWNLOADS = '/raw/';

const lastOf = ({ url }: ApiCall): string => url.pathname.slice(url.pathname.lastIndexOf('/') + 1);

/** A key of the team, and one that may do this (resend.com/docs/api-reference/introduction, errors). */
function admitted(
  { apiKey, sendingKey }: ApiParts,
  { authorization, method, url }: ApiCall,
): Endpoint | Problem {
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return problems.missingApiKey;
  if (bearer !== apiKey && bearer !== sendingKey) return problems.invalidApiKey;
  const there = ENDPOINTS.filter(({ path }) => path.test(url.pathname));
  const endpoint = there.find((one) => one.method === method);
  if (endpoint === undefined) return there.length === 0 ? problems.notFound : problems.methodNotAllowed;
  return method === 'GET' && bearer === sendingKey ? problems.restrictedApiKey : endpoint;
}

/** The signed address of a raw message: at the real one another server, that wants no key and mustn't be told it. */
function download({ account, received }: ApiParts, call: ApiCall, mode: Mode): Handled {
  if (call.authorization !== undefined) account.violations.note('api key at the download', call.url.pathname);
  if (!mode.accepts) return handled({ result: {} }, {}, mode);
  const bytes = received.download(lastOf(call), call.url.searchParams);
  const answer: Answer =
    bytes === undefined
      ? {
          status: 403,
          headers: { 'content-type': 'text/xml' },
          body: '<Error><Code>AccessDenied</Code></Error>',
        }
      : { status: 200, headers: { 'content-type': 'message/rfc822' }, body: bytes };
  return { answer, mode, afterwards: () => undefined };
}

function handled(
  { result, afterwards = () => undefined }: Outcome,
  headers: Readonly<Record<string, string>>,
  mode: Mode,
): Handled {
  if (mode.answers === 'html') return { answer: htmlAnswer(headers), mode, afterwards };
  const said = typeof mode.answers === 'object' ? mode.answers : result;
  if (!isProblem(said)) return { answer: jsonAnswer(200, said, headers), mode, afterwards };
  const { statusCode, name, message } = said;
  const answer = jsonAnswer(statusCode, { statusCode, name, message }, { ...headers, ...said.headers });
  return { answer, mode, afterwards };
}
