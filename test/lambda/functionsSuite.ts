import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOW } from '../support/builders.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { signWebhook } from '../support/resend/signature.ts';
import { type BundleParts, partsOf } from './bundleParts.ts';
import { type Bundles, FUNCTIONS, type FunctionName } from './bundles.ts';
import { type Cloud, openCloud, SECRETS } from './cloud.ts';
import apiRequest from './events/api-request.json' with { type: 'json' };
import queueBatch from './events/queue-batch.json' with { type: 'json' };
import schedule from './events/schedule.json' with { type: 'json' };
import webhookDelivered from './events/webhook-delivered.json' with { type: 'json' };
import { responseOf } from './gateway.ts';
import { startLambda } from './lambdaHost.ts';

/** What every function's bundle holds, and how it answers events as they were recorded. */
export function functionsAnswer(built: () => Bundles): void {
  let engine: TestEngine;
  let cloud: Cloud;

  beforeAll(async () => {
    engine = await startEngine();
    cloud = await openCloud({ engine, bundles: built(), table: 'functions' });
  });
  afterAll(async () => {
    await cloud.close();
    await engine.stop();
  });

  const parts = (name: FunctionName): BundleParts => partsOf(built().of(name).metafile);

  const within = (where: 'atStart' | 'anywhere', what: string): readonly FunctionName[] =>
    FUNCTIONS.filter((name) => parts(name)[where].has(what));

  describe('a bundle', () => {
    it.each(['react', '@react-email/render'])(
      'renders with %s where letters leave; the API loads it for a page',
      (what) => {
        expect(within('atStart', what)).toEqual(['send']);
        expect(within('anywhere', what)).toEqual(['api', 'send']);
      },
    );

    it.each(['chrono-node', 'htmlparser2', 'packages/reading/src/read.ts'])(
      'understands mail with %s where it comes in; the API loads it for a release',
      (what) => {
        expect(within('atStart', what).filter((name) => name !== 'send')).toEqual(['receive']);
        expect(within('anywhere', what).filter((name) => name !== 'send')).toEqual(['api', 'receive']);
      },
    );

    it('asks who sent mail only where it comes in', () => {
      expect(within('anywhere', 'mailauth')).toEqual(['receive']);
    });

    it('calls Resend only where letters leave and mail is fetched', () => {
      expect(within('anywhere', 'resend')).toEqual(['sweep', 'send', 'receive']);
    });

    it('reaches raw mail only where it is decided', () => {
      expect(within('anywhere', '@aws-sdk/client-s3')).toEqual(['api', 'tick', 'work', 'receive']);
    });

    it('has nothing of a house on one machine', () => {
      for (const what of ['smtp-server', 'pino', '@hono/node-server', 'packages/mailer/src/smtpCarrier.ts']) {
        expect(within('anywhere', what)).toEqual([]);
      }
    });

    it('has zod’s words in English alone, and nothing that prints prettily', () => {
      expect(within('anywhere', 'zod')).toEqual(FUNCTIONS);
      expect(within('anywhere', 'prettier')).toEqual([]);
      const inputs = FUNCTIONS.flatMap((name) => [...parts(name).anywhere]);
      expect(inputs.filter((input) => /zod\/v4\/locales\/(?!en\.js|index\.js)/.test(input))).toEqual([]);
    });
  });

  describe('a request through API Gateway', () => {
    it('is answered', async () => {
      const answered = await cloud.invoke('api', apiRequest);
      const answer = responseOf(answered);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ status: 'ok' });
    });

    it('for what is not there is a problem', async () => {
      const answer = await cloud.request('/nowhere');
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it('gets the reference and its files, which lie beside the bundle', async () => {
      expect((await cloud.request('/docs')).status).toBe(200);
      const picture = await cloud.request('/docs/favicon-32x32.png');
      expect(picture.headers.get('content-type')).toBe('image/png');
      expect(
        Buffer.from(await picture.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    });
  });

  describe('a webhook', () => {
    const id = webhookDelivered.headers['svix-id'];
    const signed = (body: string, secret: string = SECRETS.ResendWebhookSecret) => ({
      ...webhookDelivered,
      headers: { ...webhookDelivered.headers, ...signWebhook(secret, id, Date.parse(NOW), body) },
    });
    const hints = () => cloud.sqs.sent.filter(({ queue }) => queue === 'received').length;
    const answer = async (event: object) => responseOf(await cloud.invoke('webhook', event));

    it('that Resend did not sign is refused, and nothing is kept', async () => {
      const before = hints();
      expect((await answer(webhookDelivered)).status).toBe(401);
      const other = `whsec_${Buffer.alloc(24, 'other').toString('base64')}`;
      expect((await answer(signed(webhookDelivered.body, other))).status).toBe(401);
      expect(await cloud.store.providerEvents.get(id)).toBeUndefined();
      expect(hints()).toBe(before);
    });

    it('is kept before it is answered, once however often it comes, and however API Gateway writes its body', async () => {
      const event = signed(webhookDelivered.body);
      expect((await answer(event)).status).toBe(200);
      expect(await cloud.store.providerEvents.get(id)).toMatchObject({
        id,
        happening: { name: 'delivered' },
      });
      expect(cloud.sqs.sent.at(-1)).toEqual({
        queue: 'work',
        body: JSON.stringify({ kind: 'provider-event', id }),
      });
      const before = hints();
      const body = Buffer.from(webhookDelivered.body).toString('base64');
      expect((await answer({ ...event, body, isBase64Encoded: true })).status).toBe(200);
      expect(hints()).toBe(before);
    });
  });

  describe('a batch of a queue', () => {
    const failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
    const failed = async (name: FunctionName) => {
      const { batchItemFailures } = failures.parse(await cloud.invoke(name, queueBatch));
      return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    };
    const [appointment, unknown] = queueBatch.Records.map(({ messageId }) => messageId);

    it('is done but for the message that failed', async () => {
      expect(await failed('work')).toEqual(new Set([unknown]));
      expect(await failed('send')).toEqual(new Set([appointment, unknown]));
      expect(await failed('receive')).toEqual(new Set([appointment, unknown]));
    });

    it('that fails again and again ends among the dead letters, and no log shows what it was', async () => {
      const body = JSON.stringify({ kind: 'wisteria' });
      cloud.sqs.queue('work').send(body);
      for (let tries = 0; tries < 6; tries += 1) {
        await cloud.tick();
        cloud.clock.pass({ minutes: 7 });
      }
      expect(
        cloud.sqs
          .queue('work-dead')
          .messages()
          .map((message) => message.body),
      ).toEqual([body]);
      expect(cloud.logged().join('\n')).not.toContain('wisteria');
    });
  });

  describe('a schedule', () => {
    it.each(['tick', 'sweep'] as const)('starts a %s', async (name) => {
      await expect(cloud.invoke(name, schedule)).resolves.toBeNull();
    });

    it('whose function meets a fault fails, and does not say what the fault says', async () => {
      const fault = { status: 500, code: 'InternalError' } as const;
      cloud.s3.next('ListObjectsV2', fault, fault, fault);
      await expect(cloud.invoke('tick', schedule)).rejects.toThrow('scheduled work failed');
    });

    it('tells how long the oldest work has been due', async () => {
      await cloud.invoke('tick', schedule);
      expect(cloud.host('tick').logged.filter((line) => line.includes('AgendaLag'))).not.toEqual([]);
    });
  });

  describe('a function', () => {
    it('that is not linked to what it needs does not start, and names it', async () => {
      const { file } = built().of('work');
      await expect(startLambda(file, NOW, { AWS_REGION: 'eu-west-1' })).rejects.toThrow('App');
    });
  });
}
