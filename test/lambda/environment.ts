import type { FunctionName } from './bundles.ts';

/** Where the services are that functions reach. */
export interface Surroundings {
  readonly dynamodb: string;
  readonly s3: string;
  readonly sqs: string;
  readonly resend: string;
  /** `ip:port` */
  readonly dns: string;
  readonly table: string;
  readonly bucket: string;
  readonly queueUrl: (name: QueueName) => string;
  readonly mail: { readonly domain: string; readonly publicUrl: string };
  readonly secrets: Readonly<
    Record<'OperatorKey' | 'SigningKeys' | 'ResendApiKey' | 'ResendWebhookSecret', string>
  >;
}

export type QueueName = 'work' | 'send' | 'received';

/** What each function is linked to: packages/infra/src/{api,schedules,workers}.ts. */
const LINKED: Readonly<Record<FunctionName, readonly string[]>> = {
  api: ['Table', 'RawMail', 'WorkQueue', 'SendQueue', 'Mail', 'OperatorKey', 'SigningKeys'],
  webhook: ['Table', 'WorkQueue', 'ReceivedQueue', 'ResendWebhookSecret'],
  tick: ['Table', 'RawMail', 'WorkQueue', 'SendQueue', 'ReceivedQueue'],
  sweep: ['Table', 'ReceivedQueue', 'ResendApiKey'],
  work: ['Table', 'RawMail', 'WorkQueue', 'SendQueue'],
  send: ['Table', 'WorkQueue', 'Mail', 'SigningKeys', 'ResendApiKey'],
  receive: [...['Table', 'RawMail', 'WorkQueue', 'SendQueue'], ...['Mail', 'SigningKeys', 'ResendApiKey']],
};

/**
 * A function's environment as Lambda and SST fill it, with the SDKs' own variables pointing at stand-ins. Its access key bears its
 * name, so that every request tells whose it is.
 */
export function environmentOf(name: FunctionName, around: Surroundings): Readonly<Record<string, string>> {
  const { secrets, queueUrl } = around;
  const values = new Map<string, object>([
    ['Table', { name: around.table }],
    ['RawMail', { name: around.bucket }],
    ['WorkQueue', { url: queueUrl('work') }],
    ['SendQueue', { url: queueUrl('send') }],
    ['ReceivedQueue', { url: queueUrl('received') }],
    ['Mail', around.mail],
    ...Object.entries(secrets).map(([secret, value]) => [secret, { value }] as const),
  ]);
  const links = LINKED[name].map((link) => [`SST_RESOURCE_${link}`, JSON.stringify(values.get(link))]);
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'standin',
    AWS_LAMBDA_FUNCTION_NAME: `crewtide-test-${name}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_ENDPOINT_URL_DYNAMODB: around.dynamodb,
    AWS_ENDPOINT_URL_S3: around.s3,
    AWS_ENDPOINT_URL_SQS: around.sqs,
    RESEND_BASE_URL: around.resend,
    DNS_SERVER: around.dns,
    NODE_ENV: 'production',
    SST_RESOURCE_App: JSON.stringify({ name: 'crewtide', stage: 'test' }),
    ...Object.fromEntries(links),
  };
}
