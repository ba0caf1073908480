/**
 * What each function asks AWS for, as plain data. Its role allows exactly this: .checks/infra holds the roles of every stage
 * against it. test/lambda holds it against the requests of whole stories; what these don't meet is listed from the code,
 * with where it is asked for.
 */

export type Resource =
  | 'table'
  /** The table's index. */
  | 'agenda'
  /** The bucket itself. Without ListBucket, S3 answers a missing object as if it were forbidden. */
  | 'rawMail'
  /** What lies in it. */
  | 'objects'
  /** Queues, by their names. */
  | 'work'
  | 'send'
  | 'received';

/** Actions of IAM; a transaction is those of its items. */
export type Asked = Readonly<Partial<Record<Resource, readonly string[]>>>;

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const LIST = ['dynamodb:Query'];
const CHANGE = ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];
const MOVE = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const LIST_MAIL = ['s3:ListBucket'];
const HINT = ['sqs:SendMessage'];

/** By the name of the file in functions/. */
export const ASKED = {
  api: {
    // From the code: a host releases held mail. It counts as a reply does, on condition that its prompt is as it was; a message
    // that is damaged is set aside; and its bytes are appointed to expire, which is due at once.
    table: [...READ, ...LIST, ...CHANGE],
    rawMail: LIST_MAIL,
    objects: MOVE,
    work: HINT,
    send: HINT,
  },
  webhook: {
    table: ['dynamodb:PutItem'],
    work: HINT,
    received: HINT,
  },
  tick: {
    agenda: LIST,
    rawMail: LIST_MAIL,
    work: HINT,
    send: HINT,
    received: HINT,
  },
  sweep: {
    table: [...READ, 'dynamodb:PutItem'],
    received: HINT,
  },
  work: {
    // From the code: news of a letter that failed joins the hosts' next letter, on condition that it is still to come.
    table: [...READ, ...LIST, ...CHANGE],
    rawMail: LIST_MAIL,
    // From the code: settled mail is moved to where it expires.
    objects: MOVE,
    // From the code: an hour that is appointed may have come already.
    work: HINT,
    send: HINT,
  },
  send: {
    // From the code: as in work, what hosts hear of a letter that was refused.
    table: [...READ, ...CHANGE],
    // From the code: the hour of the hosts' letter comes while it is appointed.
    work: HINT,
  },
  receive: {
    // From the code: a reply that cancels the last meeting takes away the season's next step.
    table: [...READ, ...LIST, ...CHANGE],
    rawMail: LIST_MAIL,
    objects: MOVE,
    // From the code: a member confirms held mail; as in api.
    work: HINT,
    send: HINT,
  },
} satisfies Readonly<Record<string, Asked>>;
