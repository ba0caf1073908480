import type { Authenticator, Log } from '@crewtide/flows';
import {
  createAuthenticator,
  createDnsLookup,
  createSmtpCarrier,
  RESEND_RECEIVES_BY,
} from '@crewtide/mailer';
import type { AppOptions } from './app.ts';
import { type HouseOptions, systemClock } from './house.ts';
import type { Provider } from './provider.ts';
import { resendCarrier, resendProvider } from './resend.ts';
import type { Settings } from './settings.ts';

const WAKES_EVERY_MILLISECONDS = 1000;

/** What the settings make of the app. */
export const optionsFrom = (settings: Settings, log: Log): Omit<AppOptions, 'onStoreLost'> => ({
  dataDir: settings.DATA_DIR,
  dynamodbEndpoint: settings.DYNAMODB_ENDPOINT,
  table: settings.TABLE_NAME,
  region: settings.AWS_REGION,
  shards: settings.AGENDA_SHARDS,
  shardsBefore: settings.AGENDA_SHARDS_BEFORE,
  signingKeys: settings.SIGNING_KEYS,
  operatorKey: settings.OPERATOR_KEY,
  mailDomain: settings.MAIL_DOMAIN,
  publicUrl: settings.PUBLIC_URL,
  http: { host: settings.HOST, port: settings.PORT },
  smtp: { host: settings.SMTP_HOST, port: settings.SMTP_PORT },
  clock: systemClock,
  log,
  authenticate: authenticatorFrom(settings, log),
  carrier: carrierFrom(settings, log),
  provider: providerFrom(settings, log),
  everyMilliseconds: WAKES_EVERY_MILLISECONDS,
});

function authenticatorFrom({ SENDER_CHECK, RESEND_WEBHOOK_SECRET }: Settings, log: Log): Authenticator {
  if (SENDER_CHECK === 'none') return async () => 'not-checked';
  return createAuthenticator({
    lookup: createDnsLookup(),
    clock: systemClock,
    log,
    ...(RESEND_WEBHOOK_SECRET !== undefined && { receivedBy: RESEND_RECEIVES_BY }),
  });
}

const carrierFrom =
  (settings: Settings, log: Log): HouseOptions['carrier'] =>
  (journal) =>
    settings.RESEND_API_KEY === undefined
      ? createSmtpCarrier({ url: settings.SMTP_URL, connections: settings.SMTP_CONNECTIONS, journal, log })
      : resendCarrier({ apiKey: settings.RESEND_API_KEY, baseUrl: settings.RESEND_BASE_URL, log });

function providerFrom(settings: Settings, log: Log): Provider | undefined {
  if (settings.RESEND_API_KEY === undefined || settings.RESEND_WEBHOOK_SECRET === undefined) return undefined;
  const { RESEND_API_KEY, RESEND_BASE_URL, RESEND_WEBHOOK_SECRET } = settings;
  return resendProvider({
    apiKey: RESEND_API_KEY,
    baseUrl: RESEND_BASE_URL,
    webhookSecret: RESEND_WEBHOOK_SECRET,
    log,
  });
}
