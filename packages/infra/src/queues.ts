export type Queues = ReturnType<typeof createQueues>;
export type Door = Queues['work'];

/** SQS hides what a function has for six times as long as the function may run, as Lambda asks for. */
const VISIBILITY = 6;
/** Hints that failed this often are dead: an operator looks at them, and the agenda still knows the work. */
const RECEIVES = 5;
const DAY = 86_400;

/** Queues hold hints with ids only. What is lost is found by the agenda, so four days suffice; the dead are kept fourteen. */
export function createQueues() {
  return {
    work: createQueue('Work', 60),
    send: createQueue('Send', 240),
    received: createQueue('Received', 120),
  };
}

function createQueue(name: string, timeoutSeconds: number) {
  const dead = new sst.aws.Queue(`${name}DeadLetters`, {
    transform: { queue: { messageRetentionSeconds: 14 * DAY } },
  });
  const queue = new sst.aws.Queue(`${name}Queue`, {
    dlq: { queue: dead.arn, retry: RECEIVES },
    visibilityTimeout: `${VISIBILITY * timeoutSeconds} seconds`,
    transform: { queue: { messageRetentionSeconds: 4 * DAY } },
  });
  return { name, queue, dead, timeoutSeconds };
}
