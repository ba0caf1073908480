import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { CIRCLE } from './circles.ts';
import { type Line, rounded } from './measure.ts';
import { ALL_CREWS, CREWS } from './minuteCrews.ts';
import { type HouseReport, houseReport, type SinkReport, sinkReport } from './minuteMessages.ts';

const LETTERS = ALL_CREWS * CIRCLE;
const CONGREGATIONS = CREWS.length;
const SMALLEST = Math.min(...CREWS);

/** 10,000 crews due in the same minute: until when, with how much memory, and who waits for whom. */
export async function benchMinute(): Promise<readonly Line[]> {
  const options = { execArgv: ['--import', 'tsx'] };
  const sink = fork(new URL('minuteSink.ts', import.meta.url), options);
  try {
    const { port } = await said(sink, z.object({ port: z.number() }));
    const house = fork(new URL('minuteHouse.ts', import.meta.url), [String(port)], options);
    const report = await said(house, houseReport);
    sink.send('report');
    const taken = await said(sink, sinkReport);
    return linesOf(
      report,
      taken.filter(({ domain }) => domain !== 'home.test'),
    );
  } finally {
    sink.kill();
  }
}

/** The next message of a child. @throws Error when it ends without one. */
async function said<T>(child: ReturnType<typeof fork>, schema: z.ZodType<T>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${String(code)}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return schema.parse(message);
}

function linesOf(report: HouseReport, taken: SinkReport): readonly Line[] {
  const letters = taken.reduce((sum, each) => sum + each.letters, 0);
  if (letters !== LETTERS) throw new Error(`${letters} of ${LETTERS} letters were handed over`);
  const total = Math.max(...taken.map(({ last }) => last)) - report.began;
  const small = taken.filter((each) => each.letters < LETTERS / 2);
  const shareOf = (at: number) => (at - report.began) / total;
  const limit = Math.max(report.secondsToSend, report.secondsToCommit);
  const what = `${ALL_CREWS} crews of ${CIRCLE} in ${CONGREGATIONS} congregations, one with half of them`;
  return [
    {
      bench: 'seconds until the last letter, 10,000 crews due in one minute',
      ours: rounded(total / 1000),
      limit: rounded(limit),
      ratio: rounded(total / 1000 / limit),
      aim: '<= 4',
      cpuMilliseconds: rounded((report.cpuSeconds * 1000) / LETTERS),
      note: `${what}: ${LETTERS} prompts from their appointments to a sink, one connection; limit, in the same run: the longer of ${rounded(report.secondsToSend)} s for as many letters by nodemailer's pool without a store and ${rounded(report.secondsToCommit)} s for three bare transactions a crew`,
    },
    {
      bench: 'megabytes at most, 10,000 crews due in one minute',
      ours: rounded(report.megabytesAtMost),
      limit: rounded(report.megabytesAtRest),
      ratio: rounded(report.megabytesAtMost / report.megabytesAtRest),
      aim: '<= 3',
      note: 'resident, one process, without the store’s; limit: the same before anything was due',
    },
    {
      bench: 'when the last small congregation has all its letters, as a share of the time',
      ours: rounded(Math.max(...small.map(({ last }) => shareOf(last)))),
      ...ideal((SMALLEST * CONGREGATIONS) / ALL_CREWS, Math.max(...small.map(({ last }) => shareOf(last)))),
      aim: '<= 1.2',
      note: `the first of them has all after ${rounded(Math.min(...small.map(({ last }) => shareOf(last))))}; limit: crew by crew of each in turn`,
    },
    {
      bench: 'when the last small congregation has its first letter, as a share of the time',
      ours: rounded(Math.max(...small.map(({ first }) => shareOf(first)))),
      ...ideal(CONGREGATIONS / ALL_CREWS, Math.max(...small.map(({ first }) => shareOf(first)))),
      aim: 'a few per cent of the time',
      note: `the first of them has it after ${rounded(Math.min(...small.map(({ first }) => shareOf(first))))}; limit: a crew of each, before any has a second`,
    },
  ];
}

const ideal = (limit: number, ours: number) => ({ limit: rounded(limit), ratio: rounded(ours / limit) });
