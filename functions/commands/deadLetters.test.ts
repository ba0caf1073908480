import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { congregationId, instant } from '@crewtide/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGION, type SqsStandIn, startSqs } from '../../test/support/sqs/sqs.ts';

const clock = { now: () => instant.parse('2026-11-23T12:00:00.000Z') };
const congregation = congregationId.parse('a'.repeat(10));
const NAMES = ['work', 'send', 'received'];

describe('the command for dead letters', () => {
  let sqs: SqsStandIn;

  beforeAll(async () => {
    sqs = await startSqs({
      clock,
      queues: NAMES.flatMap((name) => [
        { name, deadLetters: { queue: `${name}-dead`, maxReceiveCount: 1 } },
        { name: `${name}-dead`, retentionSeconds: 14 * 86_400 },
      ]),
    });
    sqs.queue('send').send(JSON.stringify({ kind: 'letter-page', congregation, id: 'page#1' }));
    for (const _ of [1, 2]) sqs.queue('send').receive(10, 0);
  });
  afterAll(() => sqs.close());

  async function run(words: readonly string[], links: Readonly<Record<string, string>> = linked()) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('deadLetters.ts', import.meta.url).pathname, ...words],
      {
        env: {
          PATH: process.env.PATH,
          AWS_REGION: REGION,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_ENDPOINT_URL_SQS: sqs.url,
          SST_RESOURCE_App: '{"name":"crewtide","stage":"dev"}',
          ...links,
        },
      },
    );
    const said = [text(child.stdout), text(child.stderr)];
    const [code]: number[] = await once(child, 'exit');
    const [out = '', err = ''] = await Promise.all(said);
    return { code, out, err };
  }
  const linked = () => ({
    SST_RESOURCE_WorkQueue: JSON.stringify({ url: sqs.urlOf('work') }),
    SST_RESOURCE_SendQueue: JSON.stringify({ url: sqs.urlOf('send') }),
    SST_RESOURCE_ReceivedQueue: JSON.stringify({ url: sqs.urlOf('received') }),
  });

  it('lists all queues, for people', async () => {
    expect(await run(['list'])).toMatchObject({
      code: 0,
      out: [
        'work: no dead letters',
        'send: 1, each deleted 14 days after it was sent',
        `  2026-11-23T12:00:00.000Z  letter-page ${congregation} page#1`,
        'received: no dead letters\n',
      ].join('\n'),
    });
  });

  it('sends one queue’s back, for programs', async () => {
    const { code, out } = await run(['redrive', '--queue', 'send', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ queue: 'send', status: 'COMPLETED', moved: 1, toMove: 1 });
    expect(sqs.queue('send').messages()).toHaveLength(1);
  });

  it.each([[['list', '--queue', 'other']]])(
    'shows how it is used when it does not understand %j',
    async (words) => {
      expect(await run(words)).toMatchObject({ code: 2, err: expect.stringContaining('npx sst shell') });
    },
  );

  it('says that it must be run by sst where no queue is linked', async () => {
    expect(await run(['list'], {})).toMatchObject({ code: 1, err: expect.stringContaining('npx sst shell') });
  });
});
