import { type Plan, PRICES, type Priced, RESEND } from '../prices.ts';
import type { Month } from './month.ts';
import { HOUSE } from './workload.ts';

export interface Item {
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  /** As the list says, and without what is free each month. */
  readonly dollars: number;
  readonly withoutFree: number;
}

export interface Bill {
  readonly congregations: number;
  readonly items: readonly Item[];
  readonly dollars: number;
  readonly withoutFree: number;
}

export function billOf(month: Month): Bill {
  const items = [
    emailsOf(month),
    priced('DynamoDB: writing', 'writes', month.writeUnits),
    priced('DynamoDB: reading', 'reads', month.readUnits),
    priced('DynamoDB: a year of records', 'tableStorage', month.tableGigabytes),
    priced('DynamoDB: point-in-time recovery', 'tableBackup', month.tableGigabytes),
    priced('Lambda: invocations', 'invocations', sum(Object.values(month.invocations))),
    priced('Lambda: running', 'compute', month.gigabyteSeconds),
    priced('API Gateway: API and webhook', 'gateway', month.gatewayRequests),
    priced('SQS: hints, and polls of idle queues', 'queues', month.queueRequests + month.idlePolls),
    priced('S3: raw mail written, moved, listed', 'bucketWrites', month.bucketWrites),
    priced('S3: raw mail read', 'bucketReads', month.bucketReads),
    priced('S3: raw mail of 30 days', 'bucketStorage', month.bucketGigabytes),
    priced('EventBridge Scheduler', 'schedules', month.schedules),
    priced('CloudWatch: logs', 'logs', month.logGigabytes),
    priced('CloudWatch: logs of a month kept', 'logStorage', month.logGigabytes),
    priced('CloudWatch: metrics', 'metrics', HOUSE.metrics),
    priced('CloudWatch: alarms', 'alarms', HOUSE.alarms),
    priced('CloudWatch: dashboard', 'dashboards', HOUSE.dashboards),
    priced('Transfer: letters to Resend', 'transfer', month.outGigabytes),
  ];
  return {
    congregations: month.congregations,
    items,
    dollars: sum(items.map(({ dollars }) => dollars)),
    withoutFree: sum(items.map(({ withoutFree }) => withoutFree)),
  };
}

function priced(item: string, what: Priced, quantity: number): Item {
  const price: { dollars: number; per: number; unit: string; free?: number } = PRICES[what];
  const cost = (units: number) => (units / price.per) * price.dollars;
  return {
    item,
    quantity,
    unit: price.unit,
    dollars: cost(quantity),
    withoutFree: cost(Math.max(0, quantity - (price.free ?? 0))),
  };
}

/** What is sent and what is received counts; the cheapest plan that takes it, or one and its overage. */
function emailsOf({ letters, received, busiestDay }: Month): Item {
  const emails = letters + received;
  const costs = RESEND.plans.map((plan) => ({ plan, dollars: costOf(plan, emails, busiestDay) }));
  const { plan, dollars } = costs.reduce((best, each) => (each.dollars < best.dollars ? each : best));
  const contract = emails > RESEND.enterprise ? '; a contract is to be made' : '';
  return {
    item: `Resend: ${plan.name}${contract}`,
    quantity: emails,
    unit: 'emails',
    dollars,
    withoutFree: dollars,
  };
}

function costOf(plan: Plan, emails: number, busiestDay: number): number {
  const above = Math.max(0, emails - plan.emails);
  if (busiestDay > (plan.emailsADay ?? Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  if (above === 0) return plan.dollars;
  return plan.moreThousands === undefined
    ? Number.POSITIVE_INFINITY
    : plan.dollars + Math.ceil(above / 1000) * plan.moreThousands;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
