/** Dollars for `per` units; `free`: units of each month that cost nothing, for as long as an account exists. */
export interface Price {
  readonly dollars: number;
  readonly per: number;
  readonly free?: number;
  readonly unit: string;
  /** Where it stands, and the day that it was published or read. */
  readonly page: string;
  readonly asOf: string;
}

const MILLION = 1_000_000;
const offer = (service: string) => `pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}, eu-west-1`;

const dynamodb = { page: offer('AmazonDynamoDB'), asOf: '2026-09-11' } as const;
const cloudwatch = { page: offer('AmazonCloudWatch'), asOf: '2026-09-22' } as const;
const s3 = { page: offer('AmazonS3'), asOf: '2026-09-28' } as const;
const lambda = { page: 'aws.amazon.com/lambda/pricing', asOf: '2026-10-01' } as const;

/** Lists of prices for Europe (Ireland), without tax; the first tier of each, which no house of this size leaves. */
export const PRICES = {
  writes: { dollars: 0.705, per: MILLION, unit: 'write units', ...dynamodb },
  reads: { dollars: 0.1415, per: MILLION, unit: 'read units', ...dynamodb },
  tableStorage: { dollars: 0.283, per: 1, free: 25, unit: 'GB', ...dynamodb },
  tableBackup: { dollars: 0.22, per: 1, unit: 'GB', ...dynamodb },
  invocations: { dollars: 0.2, per: MILLION, free: MILLION, unit: 'invocations', ...lambda },
  compute: { dollars: 0.0000133334, per: 1, free: 400_000, unit: 'GB s, arm64', ...lambda },
  gateway: {
    dollars: 1.11,
    per: MILLION,
    unit: 'requests',
    page: offer('AmazonApiGateway'),
    asOf: '2026-10-02',
  },
  queues: {
    dollars: 0.4,
    per: MILLION,
    free: MILLION,
    unit: 'requests',
    page: 'aws.amazon.com/sqs/pricing',
    asOf: '2026-06-13',
  },
  bucketWrites: { dollars: 5, per: MILLION, unit: 'PUT, COPY, LIST', ...s3 },
  bucketReads: { dollars: 0.4, per: MILLION, unit: 'GET, HEAD', ...s3 },
  bucketStorage: { dollars: 0.023, per: 1, unit: 'GB', ...s3 },
  schedules: {
    dollars: 1,
    per: MILLION,
    free: 14 * MILLION,
    unit: 'invocations',
    page: 'aws.amazon.com/eventbridge/pricing',
    asOf: '2026-03-13',
  },
  logs: { dollars: 0.57, per: 1, free: 5, unit: 'GB', ...cloudwatch },
  logStorage: { dollars: 0.03, per: 1, free: 5, unit: 'GB', ...cloudwatch },
  metrics: { dollars: 0.3, per: 1, free: 10, unit: 'metrics', ...cloudwatch },
  alarms: { dollars: 0.1, per: 1, free: 10, unit: 'alarms', ...cloudwatch },
  dashboards: {
    dollars: 3,
    per: 1,
    free: 3,
    unit: 'dashboards',
    page: 'aws.amazon.com/cloudwatch/pricing',
    asOf: '2026-06-13',
  },
  transfer: {
    dollars: 0.09,
    per: 1,
    free: 100,
    unit: 'GB to the internet',
    page: offer('AWSDataTransfer'),
    asOf: '2026-09-16',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Priced = keyof typeof PRICES;

/** A monthly plan: so many emails, sent and received together, and dollars for each thousand above. */
export interface Plan {
  readonly name: string;
  readonly dollars: number;
  readonly emails: number;
  /** Absent: nothing leaves above. */
  readonly moreThousands?: number;
  readonly emailsADay?: number;
}

/** Prices as others quoted that page on these days: it isn't to be had without a browser. */
export const RESEND = {
  page: 'resend.com/pricing',
  asOf: '2026-03-09',
  plans: [
    { name: 'Free', dollars: 0, emails: 3_000, emailsADay: 100 },
    { name: 'Pro 50,000', dollars: 20, emails: 50_000, moreThousands: 0.9 },
    { name: 'Pro 100,000', dollars: 35, emails: 100_000, moreThousands: 0.9 },
    { name: 'Scale 200,000', dollars: 160, emails: 200_000, moreThousands: 0.8 },
    { name: 'Scale 500,000', dollars: 350, emails: 500_000, moreThousands: 0.7 },
    { name: 'Scale 1,000,000', dollars: 650, emails: 1_000_000, moreThousands: 0.65 },
    { name: 'Scale 1,500,000', dollars: 825, emails: 1_500_000, moreThousands: 0.52 },
    { name: 'Scale 2,500,000', dollars: 1_150, emails: 2_500_000, moreThousands: 0.46 },
  ],
  /** From here on a contract of one's own is to be made. */
  enterprise: 3_000_000,
} as const satisfies { readonly plans: readonly Plan[]; readonly [fact: string]: unknown };
