import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock, Envelope } from '@crewtide/flows';
import type { Account, MailboxMail } from './account.ts';
import { type ApiParts, handle } from './api.ts';
import type { ApiCall, CallRecord } from './call.ts';
import { movableClock } from './clock.ts';
import type { DkimKey } from './compose.ts';
import type { TeamDomain } from './domains.ts';
import { eventData, type SentEmail } from './events.ts';
import type { Fate } from './fate.ts';
import { bodyOf, give } from './httpAnswer.ts';
import { idempotency } from './idempotency.ts';
import { idMaker } from './ids.ts';
import type { Mode } from './modes.ts';
import { rate } from './rate.ts';
import { receivedData, receivedMail } from './received.ts';
import { receiving } from './receiving.ts';
import { type Violation, violationsKept } from './violations.ts';
import { type WebhookMode, type WebhookTry, webhooks } from './webhooks.ts';

export interface ResendOptions {
  /** `re_test` without it. */
  readonly apiKey?: string;
  /** A key that may only send; `re_sending` without it. */
  readonly sendingKey?: string;
  /** Domains that may send and receive, `mail.example` without it; and registered ones whose DNS was not found. */
  readonly domains?: readonly string[];
  readonly unverifiedDomains?: readonly string[];
  /** Of keys, downloads and webhooks; without it one that stands still. */
  readonly clock?: Clock;
  /** Requests a second that it takes (the real one: 5); without it any number. `ticks`: milliseconds, the machine's without it. */
  readonly perSecond?: number;
  readonly ticks?: () => number;
  /** Signs what leaves. */
  readonly dkim?: DkimKey;
  /** A fixed port of the loopback; without it a free one. */
  readonly port?: number;
}

/** A server on the loopback that checks, answers and tells as Resend documents. */
export interface ResendStandIn {
  /** Without a trailing slash, for RESEND_BASE_URL. */
  readonly url: string;
  readonly apiKey: string;
  readonly sendingKey: string;
  readonly clock: Clock;
  /** In the order of acceptance. */
  readonly mailboxes: readonly MailboxMail[];
  /** What was accepted, by Resend's id, whether or not it reached a mailbox. */
  readonly emails: ReadonlyMap<string, SentEmail>;
  readonly calls: readonly CallRecord[];
  readonly violations: readonly Violation[];
  /** Every post to the webhook. */
  readonly webhookTries: readonly WebhookTry[];
  onMail(listener: (mail: MailboxMail) => void): void;
  /** How the next sending calls go; and the next reading ones, downloads with them. */
  next(...modes: readonly Mode[]): void;
  nextReads(...modes: readonly Mode[]): void;
  nextWebhooks(...modes: readonly WebhookMode[]): void;
  /** What becomes of mail to this address from now on. */
  fate(address: string, fate: Fate): void;
  /** Tells an event of an accepted email, as the fate says it: `email.complained` days later, `email.clicked`, another type. */
  tell(type: string, email: string, fate?: Fate): void;
  /** Tells anything. */
  tellAny(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Where events go from now on; `secret` is `whsec_` and base64. Before it, nothing is told. */
  webhookTo(url: string, secret: string): void;
  /** Posts what waits and what the clock says is due again; resolves when it was posted. */
  webhooksSettled(): Promise<void>;
  /** A mail from outside arrives: it is stored, listed and told. Gives Resend's id. */
  receive(raw: Uint8Array, envelope: Envelope): Promise<string>;
  /** It has that received mail no more. */
  forget(received: string): void;
  /** Connections are refused until it is up again. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startResend(options: ResendOptions = {}): Promise<ResendStandIn> {
  const clock = options.clock ?? movableClock();
  const { apiKey = 're_test', sendingKey = 're_sending', domains = ['mail.example'] } = options;
  const violations = violationsKept();
  const hooks = webhooks(clock, idMaker('webhook'));
  const mailboxes: MailboxMail[] = [];
  const calls: CallRecord[] = [];
  const listeners: ((mail: MailboxMail) => void)[] = [];
  const account: Account = {
    clock,
    freshId: idMaker('email'),
    violations,
    domains,
    dkim: options.dkim,
    emails: new Map(),
    fates: new Map(),
    tell: hooks.tell,
    reached(mail) {
      mailboxes.push(mail);
      for (const listener of listeners) listener(mail);
    },
  };
  const freshReceivedId = idMaker('received');
  const received = receiving(clock);
  const sockets = new Set<Socket>();
  let url = '';

  const parts: ApiParts = {
    account,
    apiKey,
    sendingKey,
    rate: rate(options.perSecond, options.ticks ?? (() => performance.now()), violations),
    keys: idempotency(clock, violations),
    received,
    domains: teamDomains(domains, options.unverifiedDomains ?? []),
    modes: { posts: [], gets: [] },
    url: () => url,
  };

  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      if (body === undefined) return;
      const call = callOf(request, body, url);
      const { answer, how, afterwards } = await handle(parts, call);
      const unanswered = how === 'cut' || how === 'never';
      calls.push({ ...recordOf(call), status: unanswered ? undefined : answer.status });
      await give(response, answer, how);
      afterwards();
      await hooks.settled();
    })();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(options.port ?? 0);
  const { port } = addressOf(server.address());
  url = `http://127.0.0.1:${port}`;

  return {
    url,
    apiKey,
    sendingKey,
    clock,
    mailboxes,
    emails: account.emails,
    calls,
    violations: violations.list,
    webhookTries: hooks.tries,
    onMail: (listener) => void listeners.push(listener),
    next: (...more) => void parts.modes.posts.push(...more),
    nextReads: (...more) => void parts.modes.gets.push(...more),
    nextWebhooks: hooks.next,
    fate: (address, fate) => void account.fates.set(address.toLowerCase(), fate),
    tell(type, id, fate) {
      const email = account.emails.get(id);
      if (email === undefined) throw new Error(`no email ${id} was accepted`);
      hooks.tell(type, eventData(type, email, fate));
    },
    tellAny: hooks.tell,
    webhookTo: (endpoint, secret) => hooks.to({ url: endpoint, secret }),
    webhooksSettled: hooks.settled,
    async receive(raw, envelope) {
      const mail = await receivedMail(raw, envelope, { id: freshReceivedId(), at: clock.now() });
      received.add(mail);
      hooks.tell('email.received', receivedData(mail));
      await hooks.settled();
      return mail.id;
    },
    forget: received.forget,
    down: stop,
    up: () => listen(port),
    async close() {
      await stop();
      await hooks.close();
    },
  };
}

function callOf(request: IncomingMessage, body: Buffer, url: string): ApiCall {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', url),
    authorization: header('authorization'),
    key: header('idempotency-key'),
    batchValidation: header('x-batch-validation'),
    body: body.toString(),
  };
}

const recordOf = ({ method, url, key, body }: ApiCall) => ({ method, path: url.pathname, key, body });

/** Ids and DKIM keys are the stand-in's own. */
function teamDomains(verified: readonly string[], unverified: readonly string[]): readonly TeamDomain[] {
  const freshId = idMaker('domain');
  return [...verified, ...unverified].map((name) => ({
    id: freshId(),
    name,
    verified: verified.includes(name),
    dkimPublicKey: DKIM_PUBLIC_KEY,
  }));
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return address;
}

const DKIM_PUBLIC_KEY = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
