import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createApi } from '@crewtide/api';
import { keepsakePage } from '@crewtide/emails';
import { type Deps, recover } from '@crewtide/flows';
import { startSmtpServer } from '@crewtide/mailer';
import { sweepExpired } from '@crewtide/store';
import { openHttpDoor } from './appHttp.ts';
import { answeringProvider, sweepingReceived } from './appProvider.ts';
import { startSweeping } from './appSweeping.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { openOrClose } from './houseClosing.ts';
import { startWorker, type Worker } from './worker.ts';

export interface AppOptions extends Omit<HouseOptions, 'wake' | 'mail'> {
  readonly operatorKey: string;
  /** Where the API listens; port 0 takes a free one. */
  readonly http: Place;
  /** Where mail comes in. */
  readonly smtp: Place;
  readonly mailDomain: string;
  /** Where the public pages are reached from outside; absent means where the API listens. */
  readonly publicUrl?: string | undefined;
  readonly everyMilliseconds: number;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

export interface App {
  readonly deps: Deps;
  readonly worker: Worker;
  readonly httpPort: number;
  readonly smtpPort: number;
  /** Takes nothing new, ends what is under way, then stops the store. Asked again, it is the same closing. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MILLISECONDS = 6 * 60 * 60 * 1000;
/** For the round that is under way at the end; what it has not offered to the carrier by then waits for the next start. */
const LAST_ROUND_MILLISECONDS = 5_000;

/**
 * Crewtide on one machine: API, incoming mail, worker and store, in this process. ../decisions/one-process.md says in
 * which order it opens and closes.
 * @throws Error that says what is in its way; nothing is left open then.
 */
export const startApp = (options: AppOptions): Promise<App> =>
  openOrClose(async (closing) => {
    const { clock, log } = options;
    let worker: Worker | undefined;
    const mail = { domain: options.mailDomain, publicUrl: options.publicUrl ?? '' };
    const house = await openHouse({ ...options, mail, wake: () => worker?.wake() });
    closing.add(house.close);
    const http = await openHttpDoor({ ...options.http, log }).catch(cantListen('the API', options.http));
    closing.add(http.close);
    const deps: Deps = {
      ...house.deps,
      mail: { ...mail, publicUrl: options.publicUrl ?? `http://${options.http.host}:${http.port}` },
    };
    const api = createApi({
      ...deps,
      operatorKey: options.operatorKey,
      requestId: randomUUID,
      keepsakePage: (keepsake, zone) => keepsakePage(keepsake, zone),
    });
    const { provider } = options;
    http.answerWith(provider ? answeringProvider(deps, provider, api.fetch) : api.fetch);
    await recover(deps);
    const working = startWorker({ deps, everyMilliseconds: options.everyMilliseconds });
    worker = working;
    closing.add(() => endWork(working, house));
    const smtp = await startSmtpServer({
      ...options.smtp,
      domain: options.mailDomain,
      rawMail: deps.rawMail,
      clock,
      log,
      onReceived: working.wakeMail,
    }).catch(cantListen('incoming mail', options.smtp));
    closing.add(async () => void (await Promise.all([smtp.close(), http.close()])));
    const expiring = startSweeping({
      what: 'expired',
      sweep: async () => ({
        records: await sweepExpired(house.store),
        messages: await deps.rawMail.sweep(clock.now()),
      }),
      everyMilliseconds: SWEEP_EVERY_MILLISECONDS,
      log,
    });
    closing.add(expiring.close);
    if (provider) closing.add(sweepingReceived(deps, provider).close);
    return { deps, worker: working, httpPort: http.port, smtpPort: smtp.port, close: closing.run };
  });

async function endWork(worker: Worker, house: House): Promise<void> {
  const ended = worker.close();
  await Promise.race([ended, pause(LAST_ROUND_MILLISECONDS, undefined, { ref: false })]);
  await house.endSending();
  await ended;
}

const REASONS = new Map([
  ['EADDRINUSE', 'something else listens there'],
  ['EACCES', 'the system does not allow it; ports below 1024 need a privilege'],
  ['EADDRNOTAVAIL', 'that is no address of this machine'],
  ['ENOTFOUND', 'that is no address of this machine'],
]);

const cantListen =
  (what: string, { host, port }: Place) =>
  (fault: unknown): never => {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown fault';
    const reason = REASONS.get(code) ?? code;
    throw new Error(`${what} can't listen on port ${port} of ${host}: ${reason}`, { cause: fault });
  };
