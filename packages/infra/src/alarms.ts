import { ours, type Watched } from './watched.ts';

const MINUTE = 60;

/** Few alarms, each of which asks for a person; without an address they are seen on the dashboard only. */
export function createAlarms({
  api,
  queues,
  functions,
  email,
}: Watched & { readonly email: string | undefined }): void {
  const actions = email === undefined ? [] : [tell(email)];
  const alarm = (name: string, alarmDescription: string, of: aws.cloudwatch.MetricAlarmArgs) =>
    new aws.cloudwatch.MetricAlarm(name, {
      alarmDescription,
      treatMissingData: 'notBreaching',
      alarmActions: actions,
      okActions: actions,
      ...of,
    });

  for (const { name, dead } of Object.values(queues)) {
    alarm(
      `${name}DeadLettersAlarm`,
      `Hints of the ${name.toLowerCase()} queue died: npm run dead-letters -- list`,
      {
        namespace: 'AWS/SQS',
        metricName: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: dead.nodes.queue.name },
        statistic: 'Maximum',
        period: 5 * MINUTE,
        evaluationPeriods: 1,
        threshold: 0,
        comparisonOperator: 'GreaterThanThreshold',
      },
    );
  }
  for (const [name, of] of Object.entries(functions)) {
    alarm(`${upper(name)}ErrorsAlarm`, `The function ${name} fails: look at its log`, {
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: of.name },
      statistic: 'Sum',
      period: 5 * MINUTE,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      threshold: 0,
      comparisonOperator: 'GreaterThanThreshold',
    });
  }
  alarm('LagAlarm', 'Due work waits, or nothing asks for it any more: look at the tick and the queues', {
    ...ours('AgendaLag'),
    treatMissingData: 'breaching',
    statistic: 'Maximum',
    period: 5 * MINUTE,
    evaluationPeriods: 3,
    threshold: 15 * MINUTE,
    comparisonOperator: 'GreaterThanThreshold',
  });
  alarm('FaultsAlarm', 'Work failed and will be tried again: look for level ERROR in the logs', {
    ...ours('Faults'),
    statistic: 'Sum',
    period: 15 * MINUTE,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
  });
  alarm('ApiFaultsAlarm', 'The API answers with 5xx: look at its log', {
    namespace: 'AWS/ApiGateway',
    metricName: '5xx',
    dimensions: { ApiId: api.nodes.api.id },
    statistic: 'Sum',
    period: 5 * MINUTE,
    evaluationPeriods: 1,
    threshold: 4,
    comparisonOperator: 'GreaterThanThreshold',
  });
}

function tell(email: string): $util.Output<string> {
  const topic = new aws.sns.Topic('Alarms');
  new aws.sns.TopicSubscription('AlarmEmail', { topic: topic.arn, protocol: 'email', endpoint: email });
  return topic.arn;
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
