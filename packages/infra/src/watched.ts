import type { Queues } from './queues.ts';

/** What alarms and the dashboard look at. */
export interface Watched {
  readonly api: sst.aws.ApiGatewayV2;
  readonly queues: Queues;
  readonly functions: Readonly<Record<string, $util.Output<sst.aws.Function>>>;
}
