import { ours, type Watched } from './watched.ts';

type Metric = readonly unknown[];

/** One page on which an operator sees whether letters leave, mail comes in and nothing waits. */
export function createDashboard({
  api,
  queues,
  functions,
  table,
}: Watched & { readonly table: sst.aws.Dynamo }): void {
  const doors = Object.values(queues);
  const body = $util
    .all([
      api.nodes.api.id,
      table.name,
      aws.getRegionOutput().region,
      $util.all(doors.map(({ queue }) => queue.nodes.queue.name)),
      $util.all(doors.map(({ dead }) => dead.nodes.queue.name)),
      $util.all(Object.values(functions).map(({ name }) => name)),
    ])
    .apply(([apiId, tableName, region, queueNames, deadNames, functionNames]) => {
      const widgets = [
        graph('Letters accepted, mail received, faults', 'Sum', [
          house('LettersAccepted'),
          house('MailReceived'),
          house('Faults'),
        ]),
        graph('Seconds that the oldest due work waits', 'Maximum', [house('AgendaLag')]),
        graph('Hints waiting', 'Maximum', queueNames.map(visibleIn)),
        graph('Dead letters', 'Maximum', deadNames.map(visibleIn)),
        graph('Errors by function', 'Sum', functionNames.map(ofLambda('Errors'))),
        graph('Seconds of a call, p99', 'p99', functionNames.map(ofLambda('Duration'))),
        graph('API: calls, 4xx, 5xx', 'Sum', ['Count', '4xx', '5xx'].map(ofApi(apiId))),
        graph('Table: units used', 'Sum', ['Read', 'Write'].map(consumedOf(tableName))),
      ];
      return JSON.stringify({ widgets: widgets.map((widget) => widget(region)) });
    });
  new aws.cloudwatch.Dashboard('Dashboard', {
    dashboardName: $interpolate`${$app.name}-${$app.stage}`,
    dashboardBody: body,
  });
}

const graph = (title: string, stat: string, metrics: readonly Metric[]) => (region: string) => ({
  type: 'metric',
  width: 12,
  height: 6,
  properties: { title, stat, metrics, region, period: 300, view: 'timeSeries' },
});

function house(metric: string): Metric {
  const { namespace, metricName, dimensions } = ours(metric);
  return [namespace, metricName, ...Object.entries(dimensions).flat()];
}

const visibleIn = (queue: string): Metric => [
  ...['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName'],
  queue,
];

const ofLambda =
  (metric: string) =>
  (name: string): Metric => ['AWS/Lambda', metric, 'FunctionName', name];

const ofApi =
  (id: string) =>
  (metric: string): Metric => ['AWS/ApiGateway', metric, 'ApiId', id];

const consumedOf =
  (table: string) =>
  (kind: string): Metric => [...['AWS/DynamoDB', `Consumed${kind}CapacityUnits`, 'TableName'], table];
