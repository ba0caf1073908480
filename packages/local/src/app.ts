import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createApi } from '@crewtide/api';
import { type Deps, recover } from '@crewtide/flows';
import { startSmtpServer } from '@crewtide/mailer';
import { sweepExpired } from '@crewtide/store';
import { type ServerType, serve } from '@hono/node-server';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { startWorker, type Worker } from './worker.ts';

export interface AppOptions extends Omit<HouseOptions, 'wake' | 'mail'> {
  readonly operatorKey: string;
  /** Where the API listens; port 0 takes a free one. */
  readonly http: { readonly host: string; readonly port: number };
  /** Where mail comes in. */
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mailDomain: string;
  /** Where the public pages are reached from outside; absent means where the API listens. */
  readonly publicUrl?: string | undefined;
  readonly everyMilliseconds: number;
}

export interface App {
  readonly deps: Deps;
  readonly worker: Worker;
  readonly httpPort: number;
  readonly smtpPort: number;
  /** Takes nothing new, ends what is under way, then stops the store. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MILLISECONDS = 6 * 60 * 60 * 1000;

/** Crewtide on one machine: API, incoming mail, worker and store, in this process. */
export async function startApp(options: AppOptions): Promise<App> {
  const open: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of open.splice(0).reverse()) await close();
  };
  try {
    let worker: Worker | undefined;
    const mail = { domain: options.mailDomain, publicUrl: options.publicUrl ?? '' };
    const house = await openHouse({ ...options, mail, wake: () => worker?.wake() });
    open.push(() => house.close());
    const http = await listen(options);
    const deps: Deps = {
      ...house.deps,
      mail: { ...mail, publicUrl: options.publicUrl ?? `http://${options.http.host}:${http.port}` },
    };
    http.answerWith(createApi({ ...deps, operatorKey: options.operatorKey, requestId: randomUUID }).fetch);
    open.push(http.close);
    await recover(deps);
    worker = startWorker({ deps, everyMilliseconds: options.everyMilliseconds });
    open.push(worker.close);
    const smtp = await startSmtpServer({
      ...options.smtp,
      domain: options.mailDomain,
      rawMail: deps.rawMail,
      clock: options.clock,
      log: options.log,
      onReceived: worker.wakeMail,
    });
    open.push(() => smtp.close());
    const sweeping = sweepRegularly(house);
    open.push(async () => clearInterval(sweeping));
    return { deps, worker, httpPort: http.port, smtpPort: smtp.port, close: closeAll };
  } catch (fault) {
    await closeAll();
    throw fault;
  }
}

type Answer = (request: Request) => Response | Promise<Response>;

/** The port is known before the API is made, because letters carry its address. */
async function listen({ http }: AppOptions) {
  let answer: Answer = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
  const { server, port } = await new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const starting = serve(
      { fetch: (request) => answer(request), hostname: http.host, port: http.port },
      (info: AddressInfo) => resolve({ server: starting, port: info.port }),
    );
    starting.once('error', reject);
  });
  return {
    port,
    answerWith: (next: Answer) => {
      answer = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

/** What has outlived its time is deleted: by us, because the embedded store does not. */
function sweepRegularly({ deps, store }: House): NodeJS.Timeout {
  const sweep = async () => {
    const records = await sweepExpired(store);
    const messages = await deps.rawMail.sweep(deps.clock.now());
    deps.log.info('swept', { records, messages });
  };
  const sweepOrSay = () => {
    sweep().catch((fault: unknown) =>
      deps.log.error('sweep failed', { fault: fault instanceof Error ? fault.name : 'unknown' }),
    );
  };
  sweepOrSay();
  return setInterval(sweepOrSay, SWEEP_EVERY_MILLISECONDS).unref();
}
