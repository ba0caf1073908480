import { type Authenticator, describeFault, type Log } from '@crewtide/flows';
import { createAuthenticator, createDnsLookup, createSmtpCarrier } from '@crewtide/mailer';
import { type AppOptions, startApp } from './app.ts';
import { systemClock } from './house.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

const WAKES_EVERY_MILLISECONDS = 1000;

/** Exit codes: 0 stopped as asked, 1 a fault, 2 settings. */
async function run(settings: Settings): Promise<void> {
  const log = createLog(settings.LOG_LEVEL);
  // Crash-only: what nobody foresaw leaves nothing to trust, and the next start takes up what was under way.
  process.on('uncaughtException', (fault) => {
    log.error('crewtide ends: a fault that nobody handled', describeFault(fault));
    process.exit(1);
  });
  const starting = startApp({
    ...optionsFrom(settings),
    log,
    authenticate: authenticatorFrom(settings, log),
    carrier: (journal) =>
      createSmtpCarrier({ url: settings.SMTP_URL, connections: settings.SMTP_CONNECTIONS, journal, log }),
    onStoreLost: (fault) => {
      log.error('crewtide ends: the embedded store is gone', { message: fault.message });
      process.exit(1);
    },
  });
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Under npm, Ctrl-C comes twice: from the terminal and from npm.
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    starting
      .then((app) => app.close())
      .then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error('not stopped cleanly', describeFault(fault));
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  const app = await starting;
  log.info('crewtide is up', { http: app.httpPort, smtp: app.smtpPort });
}

const authenticatorFrom = (settings: Settings, log: Log): Authenticator =>
  settings.SENDER_CHECK === 'none'
    ? async () => 'not-checked'
    : createAuthenticator({ lookup: createDnsLookup(), clock: systemClock, log });

const optionsFrom = (
  settings: Settings,
): Omit<AppOptions, 'log' | 'authenticate' | 'carrier' | 'onStoreLost'> => ({
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
  everyMilliseconds: WAKES_EVERY_MILLISECONDS,
});

const read = readSettings(process.env);
if (!read.ok) {
  process.stderr.write(`Crewtide can't start:\n${read.problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exit(2);
}
run(read.settings).catch((fault: unknown) => {
  process.stderr.write(`Crewtide can't start: ${fault instanceof Error ? fault.message : 'unknown fault'}\n`);
  process.exit(1);
});
