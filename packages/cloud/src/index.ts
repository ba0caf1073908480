export { createS3Client, createSqsClient } from './clients.ts';
export {
  type DeadLetter,
  type DeadLetterQueue,
  type DeadLetters,
  deadLetterQueueOf,
  listDeadLetters,
} from './deadLetters.ts';
export { type Hint, parseHint, QUEUES, type QueueName } from './hint.ts';
export { createHints } from './hints.ts';
export { createCloudLog } from './log.ts';
export { createMetrics } from './metrics.ts';
export { createS3RawMail } from './rawMail.ts';
export { type Redriven, redrive } from './redrive.ts';
