import type { IncomingMessage } from 'node:http';
import type { Account, MailboxMail } from './account.ts';
import { type ApiParts, handle } from './api.ts';
import type { ApiCall, CallRecord } from './call.ts';
import { movableClock } from './clock.ts';
import { teamDomains } from './domains.ts';
import { tellLater } from './fates.ts';
import { bodyOf, give } from './httpAnswer.ts';
import { idempotency } from './idempotency.ts';
import { idMaker } from './ids.ts';
import { rate } from './rate.ts';
import { receivedData, receivedMail } from './received.ts';
import { receiving } from './receiving.ts';
import { startServer } from './server.ts';
import type { ResendOptions, ResendStandIn } from './standIn.ts';
import { violationsKept } from './violations.ts';
import { webhooks } from './webhooks.ts';

export type { ResendOptions, ResendStandIn } from './standIn.ts';

export async function startResend(options: ResendOptions = {}): Promise<ResendStandIn> {
  const { apiKey = 're_test', sendingKey = 're_sending', domains = ['mail.example'], dkim } = options;
  const clock = options.clock ?? movableClock();
  const violations = violationsKept();
  const hooks = webhooks(clock, idMaker('webhook'));
  const received = receiving(clock);
  const freshReceivedId = idMaker('received');
  const mailboxes: MailboxMail[] = [];
  const calls: CallRecord[] = [];
  const listeners: ((mail: MailboxMail) => void)[] = [];
  const account: Account = {
    clock,
    freshId: idMaker('email'),
    violations,
    domains,
    dkim,
    emails: new Map(),
    fates: new Map(),
    tell: hooks.tell,
    reached(mail) {
      mailboxes.push(mail);
      for (const listener of listeners) listener(mail);
    },
  };
  const modes: ApiParts['modes'] = { posts: [], gets: [] };
  const parts: ApiParts = {
    account,
    apiKey,
    sendingKey,
    rate: rate(options.perSecond, options.ticks ?? (() => performance.now()), violations),
    keys: idempotency(clock, violations),
    received,
    domains: teamDomains(domains, options.unverifiedDomains ?? [], dkim),
    modes,
  };

  const server = await startServer(options.port ?? 0, async (request, response) => {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const call = callOf(request, body);
    const { answer, mode, afterwards } = await handle(parts, call);
    const { method, url, key } = call;
    const unanswered = mode.answers === 'cut' || mode.answers === 'never';
    const status = unanswered ? undefined : answer.status;
    calls.push({ method, path: url.pathname, key, body: call.body, status });
    if (mode.tellsFirst === true) await hooks.settled();
    await give(response, answer, mode.answers);
    afterwards();
    await hooks.settled();
  });

  return {
    url: server.url,
    apiKey,
    sendingKey,
    clock,
    mailboxes,
    emails: account.emails,
    calls,
    violations: violations.list,
    webhookTries: hooks.tries,
    onMail: (listener) => void listeners.push(listener),
    next: (...more) => void modes.posts.push(...more),
    nextReads: (...more) => void modes.gets.push(...more),
    nextWebhooks: hooks.next,
    fate: (address, fate) => void account.fates.set(address.toLowerCase(), fate),
    tell: (type, email, fate) => tellLater(account, type, email, fate),
    tellAny: hooks.tell,
    webhookTo: (endpoint, secret) => hooks.to({ url: endpoint, secret }),
    webhooksSettled: hooks.settled,
    async receive(raw, envelope, receivedFor = envelope.to) {
      const mail = await receivedMail(raw, envelope, { id: freshReceivedId(), at: clock.now(), receivedFor });
      received.add(mail);
      hooks.tell('email.received', receivedData(mail));
      await hooks.settled();
      return mail.id;
    },
    forget: received.forget,
    down: server.down,
    up: server.up,
    async close() {
      await server.down();
      await hooks.close();
    },
  };
}

function callOf(request: IncomingMessage, body: Buffer): ApiCall {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`),
    authorization: header('authorization'),
    key: header('idempotency-key'),
    batchValidation: header('x-batch-validation'),
    body: body.toString(),
  };
}
