import type { Done, FunctionName, Measured } from './measured.ts';
import {
  CONGREGATION,
  DAYS_A_MONTH,
  HOUSE,
  LATENCY,
  LOGGED_BESIDE,
  MINUTES_A_MONTH,
  SLOWER,
} from './workload.ts';

/** What so many congregations take in a month, in the units that are billed. */
export interface Month {
  readonly congregations: number;
  readonly letters: number;
  readonly received: number;
  /** Most emails of one day in one congregation: all crews begin on it. */
  readonly busiestDay: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly invocations: Readonly<Record<FunctionName, number>>;
  readonly gigabyteSeconds: number;
  readonly gatewayRequests: number;
  readonly queueRequests: number;
  readonly idlePolls: number;
  readonly bucketWrites: number;
  readonly bucketReads: number;
  readonly bucketGigabytes: number;
  readonly tableGigabytes: number;
  readonly schedules: number;
  readonly logGigabytes: number;
  readonly outGigabytes: number;
}

/** Of one congregation. */
export const CREWS = CONGREGATION.members / CONGREGATION.crewOf;
const MEETINGS_A_MONTH = DAYS_A_MONTH / CONGREGATION.daysBetweenMeetings;
/** A year of records. */
const MONTHS_KEPT = 12;
const RAW_MAIL_MONTHS = 30 / DAYS_A_MONTH;

/** What is done in a month, each thing with how many times it is done as often as was measured. */
export function monthOf(measured: Measured, congregations: number): Month {
  const { season, note, quiet, reading } = measured.counts;
  const crews = CREWS * congregations;
  const seasons = (crews * MEETINGS_A_MONTH) / season.meetings;
  const notes = crews * MEETINGS_A_MONTH * CONGREGATION.notesAMeeting;
  const ticks = MINUTES_A_MONTH;
  const sweeps = MINUTES_A_MONTH / HOUSE.sweepMinutes;
  const parts: readonly Part[] = [
    [season.done.request, seasons],
    [season.done.strike, seasons],
    [season.done.send, seasons],
    [season.done.told, seasons],
    [season.done.reply, seasons * CONGREGATION.answered],
    [note.done, notes],
    [reading, CONGREGATION.readings * congregations],
    [quiet.tick, ticks],
    [quiet.sweep, sweeps],
  ];
  const total = (of: (use: Done['use']) => number) =>
    parts.reduce((sum, [done, times]) => sum + of(done.use) * times, 0);
  const called = (name: FunctionName) => total(({ invocations }) => invocations[name]);
  const invocations = {
    api: called('api'),
    webhook: called('webhook'),
    tick: called('tick'),
    sweep: called('sweep'),
    work: called('work'),
    send: called('send'),
    receive: called('receive'),
  };
  const received = seasons * season.done.reply.count * CONGREGATION.answered + notes;
  const idlePolls = HOUSE.queues * HOUSE.pollersAQueue * HOUSE.pollsAMinute * MINUTES_A_MONTH;
  return {
    congregations,
    letters: seasons * season.letters + notes * note.letters,
    received,
    busiestDay: CONGREGATION.members,
    writeUnits: total(({ table }) => table.writeUnits),
    readUnits: total(({ table }) => table.readUnits),
    invocations,
    gigabyteSeconds: parts.reduce((sum, part) => sum + gigabyteSecondsOf(measured, part), 0),
    gatewayRequests: invocations.api + invocations.webhook,
    // Each message is received and deleted by itself.
    queueRequests: total(({ queue }) => queue.sends + 2 * queue.messages),
    idlePolls,
    bucketWrites: total(({ bucket }) => bucket.writes),
    bucketReads: total(({ bucket }) => bucket.reads),
    bucketGigabytes: (received * CONGREGATION.kilobytesAReply * RAW_MAIL_MONTHS) / 1e6,
    tableGigabytes:
      (congregations * CONGREGATION.members * CONGREGATION.kilobytesAMember * MONTHS_KEPT) / 1e6,
    schedules: ticks + sweeps,
    logGigabytes: logBytesOf(measured, invocations) / 1e9,
    outGigabytes: total(({ resend }) => resend.bytes) / 1e9,
  };
}

type Part = readonly [done: Done, times: number];

const NAMES = ['api', 'webhook', 'tick', 'sweep', 'work', 'send', 'receive'] as const;

/** As long as it ran here, slower, and what its requests take on the way; these are told apart by nothing but their function. */
function gigabyteSecondsOf({ functions }: Measured, [{ use }, times]: Part): number {
  const waited =
    use.table.requests * LATENCY.table +
    use.queue.sends * LATENCY.queue +
    (use.bucket.writes + use.bucket.reads) * LATENCY.bucket +
    (use.resend.sends + use.resend.reads) * LATENCY.resend;
  const all = NAMES.reduce((sum, name) => sum + use.invocations[name], 0);
  const milliseconds = (name: FunctionName) => functions[name].milliseconds * SLOWER + waited / all;
  const each = NAMES.map(
    (name) => (use.invocations[name] * milliseconds(name) * HOUSE.megabytes[name]) / 1024,
  );
  return (each.reduce((sum, one) => sum + one, 0) * times) / 1000;
}

const logBytesOf = ({ functions }: Measured, invocations: Month['invocations']): number =>
  NAMES.reduce((sum, name) => sum + invocations[name] * (functions[name].logBytes + LOGGED_BESIDE), 0);
