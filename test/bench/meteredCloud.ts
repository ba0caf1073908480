import type { Bundles, FunctionName } from '../lambda/bundles.ts';
import { type Cloud, MAIL, openCloud, SECRETS } from '../lambda/cloud.ts';
import type { QueueName } from '../lambda/environment.ts';
import schedule from '../lambda/events/schedule.json' with { type: 'json' };
import { eventOf, openGateway, responseOf } from '../lambda/gateway.ts';
import { startEngine } from '../support/engine.ts';
import { invokeWithBatch } from '../support/sqs/eventSource.ts';
import { type CloudUse, differenceOf, NOTHING, never, sumOf, useSoFar } from './cloudUse.ts';
import { metered } from './tableMeter.ts';

/** What there is to do: everything that the cloud does is counted as one of them. */
export type Doing = 'request' | 'tick' | 'sweep' | 'strike' | 'send' | 'told' | 'reply';
export type Uses = (doing: Doing) => CloudUse;

export interface MeteredCloud {
  readonly cloud: Cloud;
  /** What was taken since the last time that it was asked. */
  take(): Uses;
  /** Milliseconds of each invocation so far, as the caller waited. */
  took(name: FunctionName): readonly number[];
  request(path: string, init?: RequestInit): Promise<unknown>;
  tick(): Promise<void>;
  sweep(): Promise<void>;
  /** Everything in the queues, and what Resend tells meanwhile, until nothing is left. */
  serve(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A cloud on the embedded engine in which one thing is done after the other, so that each is counted by itself: what Resend
 * tells waits at the door until the function that sent has ended. A hint of the tick is counted as the tick's.
 */
export async function openMeteredCloud(bundles: Bundles): Promise<MeteredCloud> {
  const engine = await metered(await startEngine());
  const cloud = await openCloud({ engine, bundles, table: 'crewtide' });
  const invocations = never();
  const took = new Map<FunctionName, number[]>();
  let uses = new Map<Doing, CloudUse>();
  const told: Told[] = [];
  const gateway = await openGateway(async (request) => {
    const news = await toldIn(request);
    if (SUBSCRIBED.has(news.type)) told.push(news);
    return Response.json({});
  });
  cloud.resend.webhookTo(`${gateway.url}/webhooks/resend`, SECRETS.ResendWebhookSecret);

  const use = (doing: Doing) => uses.get(doing) ?? NOTHING;

  async function counted(doing: Doing, name: FunctionName, event: unknown): Promise<unknown> {
    const before = useSoFar(cloud, engine, invocations);
    const begun = performance.now();
    const answer = await cloud.invoke(name, event);
    took.set(name, [...(took.get(name) ?? []), performance.now() - begun]);
    invocations[name] += 1;
    uses.set(doing, sumOf(use(doing), differenceOf(useSoFar(cloud, engine, invocations), before)));
    return answer;
  }

  /** Hands over one message of a queue; false when it is empty. */
  const hand = async (queue: QueueName, name: FunctionName, doing: Doing): Promise<boolean> =>
    (await invokeWithBatch(cloud.sqs, queue, (event) => counted(doing, name, event), 1)) > 0;

  async function heed({ type, event }: Told): Promise<void> {
    if (type === 'email.received') {
      await counted('reply', 'webhook', event);
      while (await hand('received', 'receive', 'reply'));
      return;
    }
    await counted('told', 'webhook', event);
    while (await hand('work', 'work', 'told'));
  }

  return {
    cloud,
    took: (name) => took.get(name) ?? [],
    take() {
      const taken = uses;
      uses = new Map();
      return (doing) => taken.get(doing) ?? NOTHING;
    },
    async request(path, init) {
      const event = await eventOf(new Request(new URL(path, MAIL.publicUrl), init));
      const response = responseOf(await counted('request', 'api', event));
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    tick: async () => void (await counted('tick', 'tick', schedule)),
    sweep: async () => void (await counted('sweep', 'sweep', schedule)),
    async serve() {
      for (;;) {
        await cloud.resend.webhooksSettled();
        if (await hand('work', 'work', 'strike')) continue;
        if (await hand('send', 'send', 'send')) continue;
        if (await hand('received', 'receive', 'reply')) continue;
        const news = told.shift();
        if (news === undefined) return;
        await heed(news);
      }
    },
    async close() {
      await gateway.close();
      await cloud.close();
      await engine.stop();
    },
  };
}

/** What README asks Resend to tell; the stand-in tells more. */
const SUBSCRIBED: ReadonlySet<string> = new Set(
  ['received', 'delivered', 'bounced', 'complained', 'suppressed', 'failed'].map((name) => `email.${name}`),
);

/** What Resend told, as API Gateway hands it over. */
interface Told {
  readonly type: string;
  readonly event: unknown;
}

async function toldIn(request: Request): Promise<Told> {
  const body = await request.text();
  const { url, method, headers } = request;
  const event = await eventOf(new Request(url, { method, headers, body }));
  return { type: String(Object(JSON.parse(body)).type), event };
}
