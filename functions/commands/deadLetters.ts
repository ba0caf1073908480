import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  createSqsClient,
  type DeadLetterQueue,
  deadLetterQueueOf,
  listDeadLetters,
  QUEUES,
  type QueueName,
  redrive,
} from '@crewtide/cloud';
import { Resource } from 'sst';
import { linksIn } from '../parts/links.ts';
import { showDeadLetters, showRedriven } from './deadLettersShown.ts';

const USAGE = `npx sst shell --stage <stage> -- npm run dead-letters -- list|redrive [--queue work|send|received] [--json]

list     shows what ended in the dead-letter queues: which work could not be done, and since when
redrive  sends it back to its queue; put right first why it could not be done

Dead letters are hints: the agenda finds their work without them.`;

const LISTED = 100;

type Client = ReturnType<typeof createSqsClient>;

interface Request {
  readonly action: 'list' | 'redrive';
  readonly queues: readonly QueueName[];
  readonly json: boolean;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`dead-letters: ${error instanceof Error ? error.message : 'failed'}\n`);
  return 1;
});

async function main(words: readonly string[]): Promise<number> {
  const request = requestIn(words);
  if (request === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const client = createSqsClient();
  const urls = linksIn(Resource).queues();
  for (const name of request.queues) {
    const url = urls[name];
    if (url === undefined) throw new Error(`no queue for ${name} here: run it by npx sst shell`);
    const queue = await deadLetterQueueOf(client, url);
    const carryOut = request.action === 'list' ? list : sendBack;
    const shown = await carryOut(client, name, queue, request.json);
    process.stdout.write(`${shown}\n`);
  }
  return 0;
}

async function list(client: Client, name: QueueName, queue: DeadLetterQueue, json: boolean): Promise<string> {
  const found = await listDeadLetters(client, queue, LISTED);
  return json ? JSON.stringify({ queue: name, ...found }) : showDeadLetters(name, found);
}

async function sendBack(
  client: Client,
  name: QueueName,
  queue: DeadLetterQueue,
  json: boolean,
): Promise<string> {
  const found = await redrive(client, queue, {
    pause: () => pause(1000),
    onProgress: (so) => process.stderr.write(`${showRedriven(name, so)}\n`),
  });
  return json ? JSON.stringify({ queue: name, ...found }) : showRedriven(name, found);
}

function requestIn(words: readonly string[]): Request | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { queue: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [action, ...more] = positionals;
    const queues = QUEUES.filter((name) => values.queue === undefined || values.queue === name);
    if ((action !== 'list' && action !== 'redrive') || more.length > 0 || queues.length === 0)
      return undefined;
    return { action, queues, json: values.json };
  } catch {
    return undefined;
  }
}
