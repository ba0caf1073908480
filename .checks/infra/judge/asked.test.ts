import { expect, it } from 'vitest';
import type { Report } from '../graph/report.ts';
import { judgeAsked } from './asked.ts';

const ARN = 'arn:aws:sqs:eu-west-1:1';
const FEEDING = [
  'ReceiveMessage',
  'DeleteMessage',
  'ChangeMessageVisibility',
  'GetQueueAttributes',
  'GetQueueUrl',
];

const resource = (type: string, name: string, inputs: object): Report['resources'][number] => ({
  type,
  name,
  kept: false,
  inputs: { ...inputs },
});

/** functions/work.ts behind its queue, with a role of these statements. */
const workMay = (...statements: readonly (readonly [resource: string, ...actions: string[]])[]): Report => ({
  app: { stage: 'dev' },
  errors: [],
  outputs: {},
  builds: [{ component: 'Work', handler: 'functions/work.handler', folder: '', export: '', links: {} }],
  resources: [
    resource('aws:lambda/function:Function', 'WorkFunction', {
      name: 'work-function',
      role: 'arn:aws:iam::1:role/work-role',
      runtime: '',
      architectures: [],
      timeout: 1,
      environment: { variables: {} },
      loggingConfig: { logGroup: '' },
    }),
    resource('aws:iam/role:Role', 'WorkRole', {
      name: 'work-role',
      inlinePolicies: [
        {
          policy: JSON.stringify({
            statements: statements.map(([of, ...actions]) => ({ actions, resources: [`${ARN}:${of}`] })),
          }),
        },
      ],
    }),
    resource('aws:lambda/eventSourceMapping:EventSourceMapping', 'Subscription', {
      eventSourceArn: `${ARN}:dev-work`,
      functionName: 'arn:aws:lambda:eu-west-1:1:function:work-function',
      functionResponseTypes: [],
    }),
  ],
});

const fed = ['dev-work', ...FEEDING.map((action) => `sqs:${action}`)] as const;
const asked = { work: { work: ['sqs:SendMessage'] } };

it('a role allows what its function asks for, and Lambda to feed it', () => {
  expect(judgeAsked(workMay(fed, ['dev-work', 'sqs:SendMessage']), asked)).toEqual([]);
});

it('what a role lacks is told, and what it allows for nothing', () => {
  expect(judgeAsked(workMay(fed, ['dev-dead', 'sqs:SendMessage']), asked)).toEqual([
    'functions/work.handler may not do sqs:SendMessage to work',
    `functions/work.handler may do sqs:SendMessage to ${ARN}:dev-dead, and never asks for it`,
  ]);
  expect(judgeAsked(workMay(['dev-work', 'sqs:SendMessage']), asked)).toHaveLength(FEEDING.length);
});

it('a function of which nothing is listed is told', () => {
  expect(judgeAsked(workMay(), {})).toEqual(['functions/work.handler: nothing is listed that it asks for']);
});
