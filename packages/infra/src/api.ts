import { copiedFiles, withPictures } from './bundling.ts';
import { mayDecide, mayHint, mayMoveRawMail, mayRecordEvents } from './permissions.ts';
import type { Queues } from './queues.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage.ts';

/** Paths hold one-click tokens, and an address tells who it was: neither is written down. */
const ACCESS_LOG = JSON.stringify({
  requestTime: '$context.requestTime',
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
});

/** Two doors: hosts' API with members' one-click pages, and Resend's webhook, which needs less. */
export function createApi({
  settings,
  storage,
  queues,
  secrets,
}: {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly queues: Queues;
  readonly secrets: Secrets;
}) {
  const domain = domainOf(settings);
  const api = new sst.aws.ApiGatewayV2('Api', {
    cors: false,
    accessLog: { retention: '1 month' },
    ...(domain === undefined ? {} : { domain }),
    transform: {
      stage: (stage) => {
        stage.accessLogSettings = $output(stage.accessLogSettings).apply((log) => ({
          destinationArn: log?.destinationArn ?? '',
          format: ACCESS_LOG,
        }));
        stage.defaultRouteSettings = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };
      },
    },
  });
  const mail = new sst.Linkable('Mail', {
    properties: { domain: settings.mailDomain, publicUrl: api.url },
  });

  const { work, send, received } = queues;
  const routed = api.route('$default', {
    handler: 'functions/api.handler',
    timeout: '20 seconds',
    memory: '1024 MB',
    link: [
      ...[storage.table, storage.rawMail, work.queue, send.queue],
      ...[mail, secrets.operatorKey, secrets.signingKeys],
    ],
    permissions: [mayDecide(storage), ...mayMoveRawMail(storage), mayHint([work, send])],
    nodejs: withPictures,
    copyFiles: copiedFiles.api,
  });
  const webhook = api.route('POST /webhooks/resend', {
    handler: 'functions/webhook.handler',
    timeout: '10 seconds',
    memory: '512 MB',
    link: [storage.table, work.queue, received.queue, secrets.resendWebhookSecret],
    permissions: [mayRecordEvents(storage), mayHint([work, received])],
  });
  return {
    api,
    mail,
    functions: { api: routed.nodes.function, webhook: webhook.nodes.function },
  };
}

function domainOf({ apiDomain, apiCertificate }: Settings) {
  if (apiDomain === undefined) return undefined;
  return apiCertificate === undefined
    ? { name: apiDomain }
    : { name: apiDomain, dns: false as const, cert: apiCertificate };
}
