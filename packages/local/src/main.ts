import { describeFault } from '@crewtide/flows';
import { startApp } from './app.ts';
import { createLog } from './log.ts';
import { optionsFrom } from './optionsFrom.ts';
import { readSettings, type Settings } from './settings.ts';

/** Exit codes: 0 stopped as asked, 1 a fault, 2 settings. */
async function run(settings: Settings): Promise<void> {
  const log = createLog(settings.LOG_LEVEL);
  // Crash-only: what nobody foresaw leaves nothing to trust, and the next start takes up what was under way.
  process.on('uncaughtException', (fault) => {
    log.error('crewtide ends: a fault that nobody handled', describeFault(fault));
    process.exit(1);
  });
  const starting = startApp({
    ...optionsFrom(settings, log),
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

const read = readSettings(process.env);
if (!read.ok) {
  process.stderr.write(`Crewtide can't start:\n${read.problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exit(2);
}
run(read.settings).catch((fault: unknown) => {
  process.stderr.write(`Crewtide can't start: ${fault instanceof Error ? fault.message : 'unknown fault'}\n`);
  process.exit(1);
});
