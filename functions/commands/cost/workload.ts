/** What a congregation of 150 is thought to do. */
export const CONGREGATION = {
  members: 150,
  /** Everyone is in one. */
  crewOf: 5,
  daysBetweenMeetings: 14,
  /** Of the prompts and reviews that are sent. */
  answered: 0.6,
  /** Replies to a digest, each passed on to the other four, for each meeting of a crew. */
  notesAMeeting: 0.5,
  /** Looks of hosts into the API, in a month. */
  readings: 300,
  /** Of a reply as it is kept for 30 days: html, a quoted letter, now and then a photo. */
  kilobytesAReply: 60,
  /** Records that a member and a month leave for good: words, letters without their bytes, replies. */
  kilobytesAMember: 30,
} as const;

/** When it is busiest: one zone, everyone's 9:00. */
export const PEAK = {
  /** Of all crews, those whose prompts are due at the same minute; an even spread over ten working days would be a tenth. */
  crews: 0.2,
  /** So long may it take until the last of these letters has left. */
  hours: 1,
  /** Of the answers, those that come within the hour. */
  answersAtOnce: 0.3,
} as const;

export const DAYS_A_MONTH = 365.25 / 12;
export const MINUTES_A_MONTH = DAYS_A_MONTH * 24 * 60;

/** As packages/infra sets it, and as the services run without further settings. */
export const HOUSE = {
  megabytes: { api: 1024, webhook: 512, tick: 512, sweep: 512, work: 1024, send: 1024, receive: 2048 },
  queues: 3,
  /** Each asks for 20 s: a queue with a bounded concurrency keeps five of them (docs.aws.amazon.com/lambda, SQS scaling). */
  pollersAQueue: 5,
  pollsAMinute: 3,
  sweepMinutes: 10,
  alarms: 13,
  metrics: 4,
  dashboards: 1,
} as const;

/** What AWS adds to an invocation that was measured beside its services, in milliseconds for each request, one after the other. */
export const LATENCY = { table: 6, queue: 10, bucket: 30, resend: 150 } as const;
/** A function's share of a processor is less than this machine's. */
export const SLOWER = 2;
/** Bytes that Lambda and API Gateway log for each invocation and request. */
export const LOGGED_BESIDE = 450;
