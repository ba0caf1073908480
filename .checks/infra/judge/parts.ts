import { z } from 'zod';
import type { Report } from '../graph/report.ts';

/** The resources of one type, as far as they are judged; `resource` is the name of each. */
const partsOf =
  <Shape extends z.ZodObject>(type: string, shape: Shape) =>
  ({ resources }: Report) =>
    resources
      .filter((resource) => resource.type === type)
      .map(({ name, kept, inputs }) => ({ resource: name, kept, ...shape.parse(inputs) }));

const json = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

const strings = z.array(z.string());

export const functionsIn = partsOf(
  'aws:lambda/function:Function',
  z.object({
    name: z.string(),
    role: z.string(),
    runtime: z.string(),
    architectures: strings,
    timeout: z.number(),
    environment: z.object({ variables: z.record(z.string(), z.string()) }),
    loggingConfig: z.object({ logGroup: z.string() }),
  }),
);

export const logGroupsIn = partsOf(
  'aws:cloudwatch/logGroup:LogGroup',
  z.object({ name: z.string(), retentionInDays: z.number().optional() }),
);

export const queuesIn = partsOf(
  'aws:sqs/queue:Queue',
  z.object({
    name: z.string(),
    visibilityTimeoutSeconds: z.number(),
    messageRetentionSeconds: z.number(),
    redrivePolicy: json(
      z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }),
    ).optional(),
  }),
);

export const subscriptionsIn = partsOf(
  'aws:lambda/eventSourceMapping:EventSourceMapping',
  z.object({
    eventSourceArn: z.string(),
    functionName: z.string(),
    functionResponseTypes: strings,
    scalingConfig: z.object({ maximumConcurrency: z.number() }).optional(),
  }),
);

export const alarmsIn = partsOf(
  'aws:cloudwatch/metricAlarm:MetricAlarm',
  z.object({ metricName: z.string(), dimensions: z.record(z.string(), z.string()) }),
);

export const schedulesIn = partsOf(
  'aws:scheduler/schedule:Schedule',
  z.object({ scheduleExpression: z.string(), state: z.string(), target: z.object({ arn: z.string() }) }),
);

export const routesIn = partsOf('aws:apigatewayv2/route:Route', z.object({ routeKey: z.string() }));

export const stagesIn = partsOf(
  'aws:apigatewayv2/stage:Stage',
  z.object({ accessLogSettings: z.object({ format: z.string() }) }),
);

const statement = z.object({
  effect: z.string().default('Allow'),
  actions: strings,
  resources: strings,
});

export const rolesIn = partsOf(
  'aws:iam/role:Role',
  z.object({
    name: z.string(),
    inlinePolicies: z
      .array(z.object({ policy: json(z.object({ statements: z.array(statement) })) }))
      .default([]),
    managedPolicyArns: strings.default([]),
  }),
);

const index = z.object({
  name: z.string(),
  hashKey: z.string(),
  rangeKey: z.string(),
  projectionType: z.string(),
});

export const tablesIn = partsOf(
  'aws:dynamodb/table:Table',
  z.object({
    name: z.string(),
    hashKey: z.string(),
    rangeKey: z.string(),
    attributes: z.array(z.object({ name: z.string(), type: z.string() })),
    globalSecondaryIndexes: z.array(index),
    billingMode: z.string(),
    streamEnabled: z.boolean(),
    ttl: z.object({ attributeName: z.string(), enabled: z.boolean() }).optional(),
    deletionProtectionEnabled: z.boolean(),
    pointInTimeRecovery: z.object({ enabled: z.boolean() }),
  }),
);

export const bucketsIn = partsOf(
  'aws:s3/bucket:Bucket',
  z.object({ bucket: z.string(), forceDestroy: z.boolean() }),
);

const rule = z.object({
  filter: z.object({ prefix: z.string() }),
  expiration: z.object({ days: z.number() }),
});

export const lifecyclesIn = partsOf(
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  z.object({ rules: z.array(rule) }),
);

/** The last part of an ARN. */
export const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);
