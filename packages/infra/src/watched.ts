import type { Queues } from './queues.ts';

/** What alarms and the dashboard look at. */
export interface Watched {
  readonly api: sst.aws.ApiGatewayV2;
  readonly queues: Queues;
  readonly functions: Readonly<Record<string, $util.Output<sst.aws.Function>>>;
}

/** A figure that the functions write in their logs (packages/cloud, metrics.ts). */
export const ours = (metricName: string) => ({
  namespace: 'Crewtide',
  metricName,
  dimensions: { service: 'crewtide', stage: $app.stage },
});
