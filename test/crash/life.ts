import { answer, lifeOptions, order } from './messages.ts';
import { armTripwire } from './tripwire.ts';

/** One life of Crewtide under test: the whole of `npm start` with a clock that its parent moves. */
const options = lifeOptions.parse(JSON.parse(process.argv[2] ?? ''));
const tell = (message: unknown) => process.send?.(answer.parse(message));
if (options.dies) armTripwire(options.dies);

const { congregationId, instantFromMilliseconds } = await import('@crewtide/domain');
const { silentLog, startApp } = await import('@crewtide/local');
const { settled } = await import('./settling.ts');
const { carrierTo, providerAt } = await import('./lifePost.ts');

let offset = options.clockOffset;
const app = await startApp({
  dataDir: options.dataDir,
  table: 'crewtide',
  region: 'local',
  shards: 4,
  signingKeys: [{ id: 1, secret: Buffer.from(options.secret, 'base64') }],
  operatorKey: options.operatorKey,
  mailDomain: 'reply.test',
  publicUrl: 'http://crewtide.test',
  http: { host: '127.0.0.1', port: 0 },
  smtp: { host: '127.0.0.1', port: 0 },
  clock: { now: () => instantFromMilliseconds(Date.now() + offset) },
  log: silentLog,
  everyMilliseconds: 200,
  authenticate: async () => 'not-checked',
  carrier: carrierTo(options.post),
  provider: providerAt(options.post),
  onStoreLost: () => process.exit(3),
});

process.on('message', (message) => {
  void obey(message);
});
tell({ ready: { http: app.httpPort, smtp: app.smtpPort } });

async function obey(message: unknown): Promise<void> {
  const asked = order.parse(message);
  if (asked.do === 'move-clock') {
    offset = asked.milliseconds;
    app.worker.wake();
    tell({ id: asked.id, value: offset });
  } else if (asked.do === 'idle') {
    await app.worker.idle();
    tell({ id: asked.id, value: 0 });
  } else if (asked.do === 'settle') {
    tell({ id: asked.id, value: await settled(app) });
  } else {
    const store = app.deps.store.of(congregationId.parse(asked.congregation));
    const { items } = await store.list('reply', { prefix: `${asked.thread}#`, limit: 1000 });
    tell({ id: asked.id, value: items.length });
  }
}

process.on('disconnect', () => {
  app.close().finally(() => process.exit(0));
});
