/** Something that could go wrong one day, and by which words it is caught. */
export interface Mistake {
  readonly name: string;
  readonly file: string;
  /** Must be in the file, once. */
  readonly from: string;
  readonly to: string;
  readonly caughtBy: 'types' | 'dev' | 'production' | 'start';
  readonly as: RegExp;
}

const INFRA = 'packages/infra/src';

export const MISTAKES: readonly Mistake[] = [
  {
    name: 'a property that SST has no longer',
    file: `${INFRA}/queues.ts`,
    from: 'visibilityTimeout:',
    to: 'visibility:',
    caughtBy: 'types',
    as: /'visibility' does not exist/,
  },
  {
    name: 'a handler that was renamed',
    file: 'functions/send.ts',
    from: 'export const handler',
    to: 'export const handle',
    caughtBy: 'dev',
    as: /functions\/send\.handler: the file exports no handler/,
  },
  {
    name: 'a handler whose file has gone',
    file: `${INFRA}/schedules.ts`,
    from: 'functions/sweep.handler',
    to: 'functions/sweeper.handler',
    caughtBy: 'dev',
    as: /functions\/sweeper\.handler: there is no such file/,
  },
  {
    name: 'a queue without dead letters',
    file: `${INFRA}/queues.ts`,
    from: 'dlq: { queue: dead.arn, retry: RECEIVES },',
    to: '',
    caughtBy: 'dev',
    as: /has no dead-letter queue/,
  },
  {
    name: 'work that is given again while it is done',
    file: `${INFRA}/queues.ts`,
    from: 'const VISIBILITY = 6;',
    to: 'const VISIBILITY = 5;',
    caughtBy: 'dev',
    as: /hides work for 1200 s: 1440 s fit its reader/,
  },
  {
    name: 'production that goes with its stage',
    file: 'sst.config.ts',
    from: "production ? 'retain' : 'remove'",
    to: "'remove'",
    caughtBy: 'production',
    as: /production is remove, not retained/,
  },
  {
    name: 'links that grant everything again',
    file: `${INFRA}/defaults.ts`,
    from: '  grantNothingByLinks();\n',
    to: '',
    caughtBy: 'dev',
    as: /may do dynamodb:\*/,
  },
  {
    name: 'a role without an action that its function asks for',
    file: `${INFRA}/permissions.ts`,
    from: "actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],",
    to: "actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],",
    caughtBy: 'dev',
    as: /functions\/sweep\.handler may not do dynamodb:BatchGetItem to table/,
  },
  {
    name: 'a tick an hour',
    file: `${INFRA}/schedules.ts`,
    from: 'rate(1 minute)',
    to: 'rate(1 hour)',
    caughtBy: 'dev',
    as: /schedule of functions\/tick\.handler: is rate\(1 hour\)/,
  },
  {
    name: 'an index that holds whole records',
    file: `${INFRA}/storage.ts`,
    from: ", projection: 'keys-only'",
    to: '',
    caughtBy: 'dev',
    as: /"agenda":\["apk","ask","ALL"\].*the store makes/,
  },
  {
    name: 'a secret in a variable',
    file: `${INFRA}/schedules.ts`,
    from: "handler: 'functions/sweep.handler',",
    to: "handler: 'functions/sweep.handler', environment: { KEY: secrets.resendApiKey.value },",
    caughtBy: 'dev',
    as: /SweepHandlerFunction holds a secret in clear/,
  },
  {
    name: 'native code that comes in any version',
    file: `${INFRA}/workers.ts`,
    from: 'nodejs: withPictures,',
    to: '',
    caughtBy: 'dev',
    as: /functions\/receive\.handler needs sharp [\d.]+ beside it/,
  },
  {
    name: 'a link that was forgotten',
    file: `${INFRA}/api.ts`,
    from: ', secrets.resendWebhookSecret]',
    to: ']',
    caughtBy: 'start',
    as: /functions\/webhook\.handler doesn't start with its links/,
  },
];
