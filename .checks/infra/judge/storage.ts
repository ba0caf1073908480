import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../graph/report.ts';
import type { LocalTable } from '../localTable.ts';
import { bucketsIn, lifecyclesIn, tablesIn } from './parts.ts';

/** By prefix; everything else waits for a decision and is kept. */
const DAYS: Readonly<Record<string, number>> = { 'decided/': 30, 'damaged/': 30 };

/** The table is the one that the store makes for itself elsewhere; what holds members' words outlives a mistake. */
export function judgeStorage(report: Report, local: LocalTable): readonly string[] {
  const [table, ...tables] = tablesIn(report);
  const [bucket, ...buckets] = bucketsIn(report);
  if (table === undefined || tables.length > 0) return [`${tablesIn(report).length} tables instead of 1`];
  if (bucket === undefined || buckets.length > 0) return [`${bucketsIn(report).length} buckets instead of 1`];
  const days = Object.fromEntries(
    lifecyclesIn(report).flatMap(({ rules }) =>
      rules.map(({ filter, expiration }) => [filter.prefix, expiration.days]),
    ),
  );
  return [
    ...likeLocal(table, local),
    ...unless(table.pointInTimeRecovery.enabled, 'the table has no point-in-time recovery'),
    ...unless(isDeepStrictEqual(days, DAYS), `raw mail expires by ${JSON.stringify(days)}`),
    ...(report.app.stage === 'production' ? inProduction(report, table, bucket) : []),
  ];
}

type Table = ReturnType<typeof tablesIn>[number];
type Bucket = ReturnType<typeof bucketsIn>[number];

function likeLocal(table: Table, local: LocalTable): readonly string[] {
  const deployed: LocalTable = {
    keys: [table.hashKey, table.rangeKey],
    attributes: Object.fromEntries(table.attributes.map(({ name, type }) => [name, type])),
    indexes: Object.fromEntries(
      table.globalSecondaryIndexes.map(({ name, hashKey, rangeKey, projectionType }) => [
        name,
        [hashKey, rangeKey, projectionType],
      ]),
    ),
    billing: table.billingMode,
    ttl: table.ttl?.enabled === true ? table.ttl.attributeName : undefined,
    stream: table.streamEnabled,
  };
  return unless(
    isDeepStrictEqual(deployed, local),
    `the table is ${JSON.stringify(deployed)}; the store makes ${JSON.stringify(local)}`,
  );
}

const inProduction = ({ app }: Report, table: Table, bucket: Bucket): readonly string[] => [
  ...unless(app.removal === 'retain', `production is ${app.removal}, not retained`),
  ...unless(app.protect === true, 'production may be removed'),
  ...unless(table.kept && bucket.kept, 'the table or raw mail goes when the stage is removed'),
  ...unless(table.deletionProtectionEnabled, 'the table may be deleted'),
  ...unless(!bucket.forceDestroy, 'the bucket is emptied when it is deleted'),
];

const unless = (holds: boolean, offence: string): readonly string[] => (holds ? [] : [offence]);
