import type { Door } from './queues.ts';
import type { Storage } from './storage.ts';

/** Each grants the actions of one kind of work; asked.ts lists what a function gets of them together, and no more. */

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const CHANGE = ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

export const mayDecide = ({ table }: Storage) => ({
  actions: [...READ, 'dynamodb:Query', ...CHANGE],
  resources: [table.arn],
});

/** A page names its letters, so nothing is listed. */
export const maySendPages = ({ table }: Storage) => ({
  actions: [...READ, ...CHANGE],
  resources: [table.arn],
});

export const mayRecordEvents = ({ table }: Storage) => ({
  actions: ['dynamodb:PutItem'],
  resources: [table.arn],
});

/** What is known of received mail, a page of it at once, and how far Resend's list was looked through. */
export const maySweepEvents = ({ table }: Storage) => ({
  actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],
  resources: [table.arn],
});

export const mayAskAgenda = ({ table }: Storage) => ({
  actions: ['dynamodb:Query'],
  resources: [$interpolate`${table.arn}/index/agenda`],
});

export const mayListRawMail = ({ rawMail }: Storage) => ({
  actions: ['s3:ListBucket'],
  resources: [rawMail.arn],
});

/** Without ListBucket, S3 answers a missing object as if it were forbidden. */
export const mayMoveRawMail = (storage: Storage) => [
  mayListRawMail(storage),
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    resources: [$interpolate`${storage.rawMail.arn}/*`],
  },
];

export const mayHint = (doors: readonly Door[]) => ({
  actions: ['sqs:SendMessage'],
  resources: doors.map(({ queue }) => queue.arn),
});
