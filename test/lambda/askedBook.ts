import type { Asked, Resource } from '@crewtide/infra/asked';
import { z } from 'zod';
import type { TableCall } from '../support/engineDoor.ts';
import type { S3Heard } from '../support/s3/s3.ts';
import type { SqsRequest } from '../support/sqs/http.ts';
import { FUNCTIONS, type FunctionName } from './bundles.ts';

/** What functions ask of AWS, in the words of IAM, as their requests come in. */
export interface AskedBook {
  readonly ofTable: (call: TableCall) => void;
  readonly ofBucket: (heard: S3Heard) => void;
  readonly ofQueue: (request: SqsRequest) => void;
  /** What was asked for and is not in the table, a sentence each; so is a function of which nothing was heard. */
  unlisted(table: Readonly<Record<FunctionName, Asked>>): readonly string[];
}

export function openAskedBook(): AskedBook {
  const asked = new Map<string, Map<string, Set<string>>>();
  const note = (caller: string, resource: string, action: string): void => {
    const resources = asked.get(caller) ?? new Map<string, Set<string>>();
    asked.set(caller, resources);
    resources.set(resource, (resources.get(resource) ?? new Set()).add(action));
  };

  return {
    ofTable({ caller, operation, body }) {
      const { IndexName = 'table', TransactItems } = tableRequest.parse(body);
      const actions = TransactItems?.flatMap((item) => Object.keys(item).map((kind) => `${kind}Item`));
      for (const action of actions ?? [operation]) note(caller, IndexName, `dynamodb:${action}`);
    },

    ofBucket({ caller, operation, status }) {
      for (const [resource, action] of S3_ACTIONS[operation]) note(caller, resource, action);
      // Without it, S3 says that a missing object is forbidden.
      if (status === 404) note(caller, 'rawMail', 's3:ListBucket');
    },

    ofQueue({ caller, operation, body }) {
      const queue = new URL(queueRequest.parse(body).QueueUrl).pathname.split('/').at(-1) ?? '';
      note(caller, queue, `sqs:${operation.replace(/Batch$/, '')}`);
    },

    unlisted(table) {
      const listed = new Set(FUNCTIONS.flatMap((name) => linesOf(name, Object.entries(table[name]))));
      const heard = [...asked].flatMap(([caller, resources]) => linesOf(caller, resources));
      return [
        ...heard.filter((line) => !listed.has(line)).map((line) => `${line}: ${WHERE}`),
        ...FUNCTIONS.filter((name) => !asked.has(name)).map((name) => `nothing was heard of ${name}`),
      ];
    },
  };
}

const WHERE = 'list it in packages/infra/src/asked.ts, and allow it in permissions.ts';

const linesOf = (
  caller: string,
  resources: Iterable<readonly [resource: string, actions: Iterable<string>]>,
): readonly string[] =>
  [...resources].flatMap(([resource, actions]) =>
    [...actions].map((action) => `${caller} asks for ${action} on ${resource}`),
  );

const tableRequest = z.object({
  IndexName: z.string().optional(),
  TransactItems: z.array(z.record(z.string(), z.unknown())).optional(),
});

const queueRequest = z.object({ QueueUrl: z.string() });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const S3_ACTIONS: Readonly<Record<S3Heard['operation'], readonly (readonly [Resource, string])[]>> = {
  GetObject: [['objects', 's3:GetObject']],
  HeadObject: [['objects', 's3:GetObject']],
  PutObject: [['objects', 's3:PutObject']],
  CopyObject: [
    ['objects', 's3:GetObject'],
    ['objects', 's3:PutObject'],
  ],
  DeleteObject: [['objects', 's3:DeleteObject']],
  ListObjectsV2: [['rawMail', 's3:ListBucket']],
};
