import { createSmtpCarrier } from '@crewtide/mailer';
import { startApp } from './app.ts';
import { systemClock } from './house.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

const WAKES_EVERY_MILLISECONDS = 1000;

async function run(settings: Settings): Promise<void> {
  const log = createLog(settings.LOG_LEVEL);
  const app = await startApp({
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
    everyMilliseconds: WAKES_EVERY_MILLISECONDS,
    carrier: (journal) =>
      createSmtpCarrier({ url: settings.SMTP_URL, connections: settings.SMTP_CONNECTIONS, journal, log }),
    onStoreLost: (fault) => {
      log.error('the embedded store is gone', { message: fault.message });
      process.exit(1);
    },
  });
  log.info('crewtide is up', { http: app.httpPort, smtp: app.smtpPort });
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const read = readSettings(process.env);
if (!read.ok) {
  process.stderr.write(`Crewtide can't start:\n${read.problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exit(2);
}
run(read.settings).catch((fault: unknown) => {
  process.stderr.write(`Crewtide can't start: ${fault instanceof Error ? fault.message : 'unknown fault'}\n`);
  process.exit(1);
});
