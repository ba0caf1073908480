/** One line of `npm run bench`. Rates are per second; CPU is this process's, user and system, in milliseconds each. */
export interface Line {
  readonly bench: string;
  readonly ours: number;
  readonly limit: number;
  /** ours / limit for rates; for costs, cost / least. */
  readonly ratio: number;
  readonly aim: string;
  readonly cpuMilliseconds?: number;
  readonly limitCpuMilliseconds?: number;
  readonly note: string;
}

export interface Timed {
  readonly perSecond: number;
  readonly cpuMilliseconds: number;
}

/** Runs `work` once, which does `count` things. */
export async function timed(count: number, work: () => Promise<void>): Promise<Timed> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const milliseconds = performance.now() - begun;
  const used = process.cpuUsage(cpu);
  return {
    perSecond: rounded((count / milliseconds) * 1000),
    cpuMilliseconds: rounded((used.user + used.system) / 1000 / count),
  };
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

export const rounded = (number: number): number => Number(number.toPrecision(3));

/** Medians of runs that took turns, and their ratio. */
export function beside(
  ours: readonly Timed[],
  limits: readonly Timed[],
  line: Pick<Line, 'bench' | 'aim' | 'note'>,
): Line {
  const rate = (runs: readonly Timed[]) => median(runs.map((run) => run.perSecond));
  const cpu = (runs: readonly Timed[]) => median(runs.map((run) => run.cpuMilliseconds));
  return {
    ...line,
    ours: rate(ours),
    limit: rate(limits),
    ratio: rounded(rate(ours) / rate(limits)),
    cpuMilliseconds: cpu(ours),
    limitCpuMilliseconds: cpu(limits),
  };
}
