import type { Store } from '@crewtide/flows';
import { createClient, createStore, ensureTable } from '@crewtide/store';
import { NOW } from '../support/builders.ts';
import { type DnsStandIn, startDns } from '../support/dns.ts';
import type { TestEngine } from '../support/engine.ts';
import { openEngineDoor } from '../support/engineDoor.ts';
import type { TestClock } from '../support/house.ts';
import { type ResendStandIn, startResend } from '../support/resend/startResend.ts';
import { type S3StandIn, startS3 } from '../support/s3/s3.ts';
import { invokeWithBatch } from '../support/sqs/eventSource.ts';
import type { Mischief } from '../support/sqs/mischief.ts';
import { type SqsStandIn, startSqs } from '../support/sqs/sqs.ts';
import type { AskedBook } from './askedBook.ts';
import { type Bundles, FUNCTIONS, type FunctionName } from './bundles.ts';
import { cloudClock } from './cloudClock.ts';
import { environmentOf, type QueueName } from './environment.ts';
import schedule from './events/schedule.json' with { type: 'json' };
import { eventOf, openGateway, responseOf } from './gateway.ts';
import { type LambdaHost, startLambda } from './lambdaHost.ts';

export const MAIL = { domain: 'crew.example', publicUrl: 'https://crew.example' } as const;
export const SECRETS = {
  OperatorKey: 'operator-key-of-these-tests',
  SigningKeys: `1:${Buffer.alloc(32, 'cloud').toString('base64')}`,
  ResendApiKey: 're_test',
  ResendWebhookSecret: `whsec_${Buffer.alloc(24, 'webhook').toString('base64')}`,
} as const;
const BUCKET = 'raw-mail';

/** What serves each queue, with how much at once. */
const QUEUES: Readonly<Record<QueueName, { readonly function: FunctionName; readonly batch: number }>> = {
  work: { function: 'work', batch: 5 },
  send: { function: 'send', batch: 1 },
  received: { function: 'receive', batch: 1 },
};
const QUEUE_NAMES: readonly QueueName[] = ['received', 'work', 'send'];

/** Every function in a process of its own, among stand-ins for all that they reach. */
export interface Cloud {
  readonly clock: TestClock;
  readonly store: Store;
  readonly resend: ResendStandIn;
  readonly sqs: SqsStandIn;
  readonly s3: S3StandIn;
  readonly dns: DnsStandIn;
  host(name: FunctionName): LambdaHost;
  /** The lines of all functions, each function's in their order. */
  logged(): readonly string[];
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  /** Through API Gateway. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** A minute's tick; then the queues are served until they are empty. Returns how many messages were handed over. */
  tick(): Promise<number>;
  close(): Promise<void>;
}

export async function openCloud({
  engine,
  bundles,
  table,
  functions = FUNCTIONS,
  mischief,
  book,
}: {
  readonly engine: TestEngine;
  readonly bundles: Bundles;
  readonly table: string;
  readonly functions?: readonly FunctionName[];
  readonly mischief?: Mischief;
  /** Where it is written down what functions ask for. */
  readonly book?: AskedBook;
}): Promise<Cloud> {
  const clock = cloudClock(NOW);
  const client = createClient({ endpoint: engine.endpoint, region: 'eu-west-1' });
  await ensureTable(client, table);
  const door = book && (await openEngineDoor(engine, { answered: book.ofTable }));
  const s3 = await startS3({ bucket: BUCKET, clock, ...(book && { hear: book.ofBucket }) });
  const sqs = await startSqs({
    clock,
    queues: [
      ...QUEUE_NAMES.map((name) => ({
        name,
        visibilitySeconds: 360,
        deadLetters: { queue: `${name}-dead`, maxReceiveCount: 5 },
      })),
      ...QUEUE_NAMES.map((name) => ({ name: `${name}-dead` })),
    ],
    ...(mischief && { mischief }),
    ...(book && { hear: book.ofQueue }),
  });
  const resend = await startResend({ clock, apiKey: SECRETS.ResendApiKey, domains: [MAIL.domain] });
  const dns = await startDns();
  const around = {
    dynamodb: (door ?? engine).endpoint,
    s3: s3.url,
    sqs: sqs.url,
    resend: resend.url,
    dns: dns.server,
    table,
    bucket: BUCKET,
    queueUrl: sqs.urlOf,
    mail: MAIL,
    secrets: SECRETS,
  };
  const started = await Promise.all(
    functions.map(async (name) => {
      const host = await startLambda(bundles.of(name).file, clock.now(), environmentOf(name, around));
      return [name, host] as const;
    }),
  );
  const hosts = new Map(started);
  const host = (name: FunctionName): LambdaHost => {
    const found = hosts.get(name);
    if (found === undefined) throw new Error(`${name} was not started`);
    return found;
  };
  const invoke = (name: FunctionName, event: unknown) => host(name).invoke(event, clock.now());
  const answer = async (name: FunctionName, request: Request) =>
    responseOf(await invoke(name, await eventOf(request)));
  const gateway = await openGateway((request) => answer('webhook', request));
  resend.webhookTo(`${gateway.url}/webhooks/resend`, SECRETS.ResendWebhookSecret);

  async function serve(queue: QueueName): Promise<number> {
    const { function: name, batch } = QUEUES[queue];
    let handed = 0;
    for (;;) {
      const now = await invokeWithBatch(sqs, queue, (event) => invoke(name, event), batch);
      if (now === 0) return handed;
      handed += now;
      await resend.webhooksSettled();
    }
  }

  return {
    clock,
    store: createStore({ client, table, shards: 16, clock }),
    resend,
    sqs,
    s3,
    dns,
    host,
    logged: () => [...hosts.values()].flatMap(({ logged }) => logged),
    invoke,
    request: (path, init) => answer('api', new Request(new URL(path, MAIL.publicUrl), init)),
    async tick() {
      await resend.webhooksSettled();
      await invoke('tick', schedule);
      let handed = 0;
      for (const queue of QUEUE_NAMES) handed += await serve(queue);
      return handed;
    },
    async close() {
      await Promise.all([...hosts.values()].map((each) => each.stop()));
      await gateway.close();
      await Promise.all([resend.close(), sqs.close(), s3.close(), dns.close(), door?.close()]);
      client.destroy();
    },
  };
}
