import { RESEND } from '../prices.ts';
import type { Measured } from './measured.ts';
import { CREWS } from './month.ts';
import { peakOf } from './peak.ts';
import { PEAK } from './workload.ts';

/** Something that only takes so much. */
export interface Limit {
  readonly what: string;
  readonly unit: string;
  readonly allows: number;
  /** Of one congregation at the busiest. */
  readonly needs: number;
  /** So many congregations are the most. */
  readonly congregations: number;
  readonly whoseIsIt: 'ours' | 'AWS' | 'Resend';
  readonly remedy: string;
}

/** A limit that more congregations don't come nearer to. */
export interface Wall {
  readonly what: string;
  readonly unit: string;
  readonly allows: number;
  readonly needs: number;
}

/** As packages/infra and functions/ set them; quotas as an account has them before it asks for more. */
const SET = {
  sendsASecond: 4,
  resendASecond: 5,
  hintsAMinute: 1_000,
  workers: 4,
  receivers: 2,
  gatewayOfStage: 100,
  gatewayOfAccount: 10_000,
  lambdas: 1_000,
  tableWrites: 40_000,
  newTableWrites: 4_000,
  partitionWrites: 1_000,
  partitionReads: 3_000,
  shards: 16,
} as const;

const SECONDS = PEAK.hours * 3600;

/** What breaks first comes first. */
export function limitsOf(measured: Measured): readonly Limit[] {
  const peak = peakOf(measured);
  const limits: readonly Omit<Limit, 'congregations'>[] = [
    {
      what: 'Resend: sending, 2 functions at 2 calls a second',
      unit: 'calls in the hour',
      allows: SET.sendsASecond * SECONDS,
      needs: peak.sends,
      whoseIsIt: 'Resend',
      remedy: 'a higher rate by request and a smaller spacing; several pages in a call of 100',
    },
    {
      what: 'Resend: sending and fetching replies, 5 calls a second',
      unit: 'calls in the hour',
      allows: SET.resendASecond * SECONDS,
      needs: peak.sends + peak.fetches,
      whoseIsIt: 'Resend',
      remedy: 'a higher rate by request; what meets a 429 comes later by itself',
    },
    {
      what: 'the received queue: 2 functions, a message each',
      unit: 'seconds of functions in the hour',
      allows: SET.receivers * SECONDS,
      needs: peak.fetches * peak.replySeconds,
      whoseIsIt: 'ours',
      remedy: 'a higher bound, and a higher rate at Resend with it',
    },
    {
      what: 'the tick: 1,000 hints a minute',
      unit: 'hints in the hour',
      allows: SET.hintsAMinute * 60 * PEAK.hours,
      needs: peak.strikes,
      whoseIsIt: 'ours',
      remedy: 'more hints in a tick: the queue takes ten in a call',
    },
    {
      what: 'the work queue, strikes and news of letters: 4 functions',
      unit: 'seconds of functions in the hour',
      allows: SET.workers * SECONDS,
      needs: peak.strikes * peak.strikeSeconds + peak.told * peak.toldSeconds,
      whoseIsIt: 'ours',
      remedy: 'a higher bound',
    },
    {
      what: 'Resend: the largest plan without a contract',
      unit: 'emails in a month',
      allows: RESEND.enterprise,
      needs: peak.emailsAMonth,
      whoseIsIt: 'Resend',
      remedy: 'a contract',
    },
    {
      what: "API Gateway: the stage's throttle",
      unit: 'requests in the hour',
      allows: SET.gatewayOfStage * SECONDS,
      needs: peak.webhooks,
      whoseIsIt: 'ours',
      remedy: 'a higher throttle; Resend tells again what was turned away',
    },
    {
      what: 'DynamoDB: a new table, on demand',
      unit: 'write units in the hour',
      allows: SET.newTableWrites * SECONDS,
      needs: peak.writes,
      whoseIsIt: 'AWS',
      remedy: 'it doubles by itself within half an hour; warm throughput before',
    },
    {
      what: "DynamoDB: the agenda's 16 shards",
      unit: 'write units in the hour',
      allows: SET.shards * SET.partitionWrites * SECONDS,
      needs: peak.indexWrites,
      whoseIsIt: 'ours',
      remedy: 'more shards: a setting, readers cover old and new',
    },
    {
      what: "DynamoDB: a table's default quota",
      unit: 'write units in the hour',
      allows: SET.tableWrites * SECONDS,
      needs: peak.writes,
      whoseIsIt: 'AWS',
      remedy: 'a higher quota by request',
    },
    {
      what: 'Lambda: webhooks at once, of 1,000 functions',
      unit: 'seconds of functions in the hour',
      allows: SET.lambdas * SECONDS,
      needs: peak.webhooks * peak.webhookSeconds,
      whoseIsIt: 'AWS',
      remedy: 'a higher quota by request',
    },
    {
      what: "API Gateway: an account's requests",
      unit: 'requests in the hour',
      allows: SET.gatewayOfAccount * SECONDS,
      needs: peak.webhooks,
      whoseIsIt: 'AWS',
      remedy: 'a higher quota by request',
    },
  ];
  return limits
    .map((limit) => ({ ...limit, congregations: limit.allows / limit.needs }))
    .toSorted((one, other) => one.congregations - other.congregations);
}

export function wallsOf(measured: Measured): readonly Wall[] {
  const { season, quiet } = measured.counts;
  const { send, strike } = season.done;
  const aPage = send.use.table.writeUnits / send.count + strike.use.table.writeUnits / strike.count;
  return [
    {
      what: "DynamoDB: one congregation's partition, when all its crews are asked in one second",
      unit: 'write units',
      allows: SET.partitionWrites,
      needs: Math.min(CREWS, SET.workers + SET.sendsASecond) * aPage,
    },
    {
      what: 'DynamoDB: a shard of the agenda, read by a tick with a backlog of 1,000 entries',
      unit: 'read units',
      allows: SET.partitionReads,
      needs: (SET.hintsAMinute * BYTES_OF_AN_ENTRY) / 4096 / 2 + quiet.tick.use.table.readUnits / SET.shards,
    },
    {
      what: 'Lambda: work, send and receive at once',
      unit: 'functions',
      allows: SET.lambdas,
      needs: SET.workers + 2 + SET.receivers,
    },
  ];
}

const BYTES_OF_AN_ENTRY = 250;
