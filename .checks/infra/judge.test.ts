import { describe, expect, it } from 'vitest';
import { type Report, SECRET } from './graph/report.ts';
import { judgeLogs } from './judge/logs.ts';
import { judgePermissions } from './judge/permissions.ts';
import { judgeQueues } from './judge/queues.ts';
import { judgeSecrets } from './judge/secrets.ts';

const report = (
  ...resources: readonly (readonly [type: string, name: string, inputs: object])[]
): Report => ({
  app: { stage: 'dev' },
  errors: [],
  outputs: {},
  builds: [{ component: 'A', handler: 'a', folder: '', export: '', links: { Key: { value: SECRET } } }],
  resources: resources.map(([type, name, inputs]) => ({ type, name, kept: false, inputs: { ...inputs } })),
});

const role = (statement: object, managedPolicyArns: readonly string[] = []) =>
  report([
    'aws:iam/role:Role',
    'Role',
    {
      name: 'role',
      inlinePolicies: [{ policy: JSON.stringify({ statements: [statement] }) }],
      managedPolicyArns,
    },
  ]);

describe('permissions', () => {
  const arn = 'arn:aws:sqs:eu-west-1:1:work';

  it.each([
    [{ actions: ['sqs:*'], resources: [arn] }, 'Role may do sqs:*'],
    [{ actions: ['*'], resources: [arn] }, 'Role may do *'],
    [{ actions: ['sqs:SendMessage'], resources: ['*'] }, 'Role may do sqs:SendMessage to *'],
    [
      { actions: ['dynamodb:Query'], resources: ['arn:aws:dynamodb:eu-west-1:1:table/*'] },
      'Role may do dynamodb:Query to arn:aws:dynamodb:eu-west-1:1:table/*',
    ],
    [
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*'] },
      'Role may do s3:GetObject to arn:aws:s3:::*',
    ],
  ])('without bounds are found: %j', (statement, offence) => {
    expect(judgePermissions(role(statement))).toEqual([offence]);
  });

  it('for the objects of one bucket are bounded, and what is denied is no permission', () => {
    expect(judgePermissions(role({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::raw/*'] }))).toEqual(
      [],
    );
    expect(judgePermissions(role({ effect: 'Deny', actions: ['s3:*'], resources: ['*'] }))).toEqual([]);
  });

  it('by a policy of AWS are found', () => {
    const offences = judgePermissions(
      role({ actions: [], resources: [] }, ['arn:aws:iam::aws:policy/AdministratorAccess']),
    );
    expect(offences).toEqual(['Role has the policy arn:aws:iam::aws:policy/AdministratorAccess']);
  });
});

describe('queues', () => {
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:1:${name}`;
  const queue = (name: string, redrive?: object) =>
    [
      'aws:sqs/queue:Queue',
      name,
      {
        name,
        visibilityTimeoutSeconds: 60,
        messageRetentionSeconds: redrive === undefined ? 2 : 1,
        ...(redrive && { redrivePolicy: JSON.stringify(redrive) }),
      },
    ] as const;
  const functionOf = (timeout: number) =>
    [
      'aws:lambda/function:Function',
      'Reader',
      {
        name: 'reader',
        role: '',
        runtime: '',
        architectures: [],
        timeout,
        environment: { variables: {} },
        loggingConfig: { logGroup: '' },
      },
    ] as const;
  const subscription = (of: object) =>
    [
      'aws:lambda/eventSourceMapping:EventSourceMapping',
      'Subscription',
      { eventSourceArn: arn('work'), functionName: 'arn:aws:lambda:eu-west-1:1:function:reader', ...of },
    ] as const;

  it('say everything that they lack', () => {
    const offences = judgeQueues(
      report(
        queue('work', { deadLetterTargetArn: arn('dead'), maxReceiveCount: 3 }),
        queue('dead'),
        functionOf(11),
        subscription({ functionResponseTypes: [] }),
      ),
    );
    expect(offences).toEqual([
      '1 queues with work instead of 3',
      'work gives up after 3',
      'work hides work for 60 s: 66 s fit its reader',
      'work: one failure repeats its whole batch',
      'work: nothing bounds how many read it at once',
      'dead has no alarm',
    ]);
  });

  it('have a reader', () => {
    expect(judgeQueues(report(queue('work')))).toContain('work has no reader');
  });
});

describe('what is private', () => {
  it.each(['path', 'identity.sourceIp'])('is not in the access log: %s', (what) => {
    const format = JSON.stringify({ it: `$context.${what}` });
    const stage = ['aws:apigatewayv2/stage:Stage', 'Stage', { accessLogSettings: { format } }] as const;
    expect(judgeLogs(report(stage))).toEqual(['Stage logs paths or who came']);
  });

  it('is in no resource', () => {
    const tagged = ['aws:sns/topic:Topic', 'Topic', { tags: { key: `whsec_${SECRET}` } }] as const;
    expect(judgeSecrets(report(tagged))).toEqual(['Topic holds a secret in clear']);
    expect(judgeSecrets({ ...report(), builds: [] })).toEqual(['no function is linked to a secret']);
  });
});
