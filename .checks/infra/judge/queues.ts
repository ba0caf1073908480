import type { Report } from '../graph/report.ts';
import { alarmsIn, functionsIn, nameIn, queuesIn, subscriptionsIn } from './parts.ts';

/** How often a hint is given before it is dead, at least; fewer and a throttled function kills it. */
const RECEIVES = 5;
/** AWS's own advice for SQS before Lambda. */
const VISIBILITY = 6;
const QUEUES = 3;

/** Work's queues: each has one reader, who has the time he needs, and a place for what he can't do, at which somebody looks. */
export function judgeQueues(report: Report): readonly string[] {
  const queues = queuesIn(report);
  const dead = new Set(
    queues.flatMap(({ redrivePolicy }) => (redrivePolicy ? [nameIn(redrivePolicy.deadLetterTargetArn)] : [])),
  );
  const working = queues.filter(({ name }) => !dead.has(name));
  return [
    ...(working.length === QUEUES ? [] : [`${working.length} queues with work instead of ${QUEUES}`]),
    ...working.flatMap((queue) => judgeQueue(report, queue)),
    ...queues.filter(({ name }) => dead.has(name)).flatMap((queue) => judgeDead(report, queue)),
  ];
}

type Queue = ReturnType<typeof queuesIn>[number];

function judgeQueue(report: Report, queue: Queue): readonly string[] {
  const { resource, redrivePolicy } = queue;
  const subscription = subscriptionsIn(report).find(
    ({ eventSourceArn }) => nameIn(eventSourceArn) === queue.name,
  );
  const reader = functionsIn(report).find(({ name }) => name === nameIn(subscription?.functionName ?? ''));
  const grave = queuesIn(report).find(
    ({ name }) => name === nameIn(redrivePolicy?.deadLetterTargetArn ?? ''),
  );
  if (subscription === undefined || reader === undefined) return [`${resource} has no reader`];
  if (redrivePolicy === undefined || grave === undefined) return [`${resource} has no dead-letter queue`];
  const needed = VISIBILITY * reader.timeout;
  return [
    ...unless(
      redrivePolicy.maxReceiveCount >= RECEIVES,
      `${resource} gives up after ${redrivePolicy.maxReceiveCount}`,
    ),
    ...unless(
      queue.visibilityTimeoutSeconds >= needed,
      `${resource} hides work for ${queue.visibilityTimeoutSeconds} s: ${needed} s fit its reader`,
    ),
    ...unless(
      grave.messageRetentionSeconds > queue.messageRetentionSeconds,
      `${grave.resource} keeps no longer than ${resource}`,
    ),
    ...unless(
      subscription.functionResponseTypes.includes('ReportBatchItemFailures'),
      `${resource}: one failure repeats its whole batch`,
    ),
    ...unless(
      subscription.scalingConfig !== undefined,
      `${resource}: nothing bounds how many read it at once`,
    ),
  ];
}

function judgeDead(report: Report, { resource, name }: Queue): readonly string[] {
  const watched = alarmsIn(report).some(
    ({ metricName, dimensions }) =>
      metricName === 'ApproximateNumberOfMessagesVisible' && dimensions.QueueName === name,
  );
  return unless(watched, `${resource} has no alarm`);
}

const unless = (holds: boolean, offence: string): readonly string[] => (holds ? [] : [offence]);
