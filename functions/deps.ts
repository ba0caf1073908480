import { randomBytes, randomUUID } from 'node:crypto';
import type { ApiDeps, WebhookDeps } from '@crewtide/api';
import {
  createCloudLog,
  createHints,
  createMetrics,
  createS3Client,
  createS3RawMail,
  createSqsClient,
} from '@crewtide/cloud';
import { base32, instantFromMilliseconds } from '@crewtide/domain';
import type { Clock, Deciding, Log, Receiving, Renderer, Sending, Striking } from '@crewtide/flows';
import {
  createAuthenticator,
  createDnsLookup,
  createResendCarrier,
  createResendInbox,
  createResendWebhook,
  createTokens,
  hostKeySecretOf,
  RESEND_RECEIVES_BY,
} from '@crewtide/mailer';
import { createClient, createStore } from '@crewtide/store';
import { Resource } from 'sst';
import { type LaterParts, readLater } from './parts/later.ts';
import { linksIn } from './parts/links.ts';
import type { Reading } from './parts/reading.ts';

/** Into how many partitions the agenda is spread; a tick asks each. */
const SHARDS = 16;
/** Two instances send at once: four calls a second, and one is left of Resend's five for those that read. */
const SPACING_MILLISECONDS = 500;

const links = linksIn(Resource);
const clock: Clock = { now: () => instantFromMilliseconds(Date.now()) };

/**
 * What every function has. Those below add what their work needs, and a bundle holds only what its own takes. The heavy parts come
 * from the handlers, as `later` says.
 */
function everywhere() {
  const metrics = createMetrics({ stage: links.stage() });
  const log = createCloudLog(() => metrics.count('Faults'));
  const hints = createHints({ client: createSqsClient(), queues: links.queues(), log });
  const client = createClient({ region: process.env.AWS_REGION ?? '' });
  const deps: Deciding = {
    store: createStore({ client, table: links.table(), shards: SHARDS, clock }),
    clock,
    ids: { fresh: () => base32(randomBytes(10)) },
    log,
    wake: hints.add,
  };
  const flush = async () => {
    await hints.flush();
    metrics.flush();
  };
  return { deps, around: { log, hints, metrics, flush } };
}
export type Around = ReturnType<typeof everywhere>['around'];

const rawMail = (log: Log) =>
  createS3RawMail({ client: createS3Client(), bucket: links.rawMail(), clock, log });

const inbox = (log: Log) => createResendInbox({ apiKey: links.resendApiKey(), log });

const carrier = (log: Log) =>
  createResendCarrier({ apiKey: links.resendApiKey(), log, spacingMilliseconds: SPACING_MILLISECONDS });

const addressing = () => ({ tokens: createTokens(links.signingKeys()), mail: links.mail() });

const authenticate = (log: Log) =>
  createAuthenticator({
    lookup: createDnsLookup({ server: process.env.DNS_SERVER }),
    clock,
    log,
    receivedBy: RESEND_RECEIVES_BY,
  });

/** Answers hosts, and members' one-click pages. */
export function apiDeps(later: LaterParts) {
  const { deps, around } = everywhere();
  const api: ApiDeps = {
    ...deps,
    ...addressing(),
    ...readLater(later.reading),
    rawMail: rawMail(deps.log),
    hostKeySecret: hostKeySecretOf(links.signingKeys()),
    operatorKey: links.operatorKey(),
    requestId: randomUUID,
    keepsakePage: async (...keepsake) => (await later.emails()).keepsakePage(...keepsake),
  };
  return { deps: api, around };
}

export function webhookDeps() {
  const { deps, around } = everywhere();
  const read = createResendWebhook({ secret: links.resendWebhookSecret() });
  const webhook: WebhookDeps = { ...deps, read };
  return { deps: webhook, around };
}

export function tickDeps() {
  const { deps, around } = everywhere();
  return { deps: { ...deps, rawMail: rawMail(deps.log) }, around };
}

export function sweepDeps() {
  const { deps, around } = everywhere();
  return { deps: { ...deps, inbox: inbox(deps.log) }, around };
}

export function workDeps() {
  const { deps, around } = everywhere();
  const striking: Striking = { ...deps, rawMail: rawMail(deps.log) };
  return { deps: striking, around };
}

export function sendDeps(render: Renderer) {
  const { deps, around } = everywhere();
  const worker = deps.ids.fresh();
  const sending: Sending = { ...deps, ...addressing(), render, carrier: carrier(deps.log), worker };
  return { deps: sending, around };
}

export function receiveDeps(reading: Reading) {
  const { deps, around } = everywhere();
  const mail = rawMail(deps.log);
  const put: Receiving['rawMail']['put'] = (...message) => {
    around.metrics.count('MailReceived');
    return mail.put(...message);
  };
  const receiving: Receiving = {
    ...deps,
    ...addressing(),
    ...reading,
    authenticate: authenticate(deps.log),
    rawMail: { ...mail, put },
    inbox: inbox(deps.log),
  };
  return { deps: receiving, around };
}
