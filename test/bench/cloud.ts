import { writeFile } from 'node:fs/promises';
import { bundles, FUNCTIONS, type FunctionName } from '../lambda/bundles.ts';
import { type Counts, countSeason, type Done } from './cloudSeason.ts';
import { type CloudUse, sumOf } from './cloudUse.ts';
import { type Line, median, rounded } from './measure.ts';
import { type MeteredCloud, openMeteredCloud } from './meteredCloud.ts';
import { benchSeasonCosts } from './seasonCosts.ts';

/** What `npm run cost` reads. */
export const MEASURED = new URL('../../functions/commands/cost/measured.json', import.meta.url);

/** Of a function's invocation on this machine, warm: milliseconds (median), and bytes that it logs. */
interface Ran {
  readonly milliseconds: number;
  readonly logBytes: number;
}

export interface Measured {
  readonly counts: Counts;
  readonly functions: Readonly<Record<FunctionName, Ran>>;
}

/** A season in the cloud composition; the counts are exact, the rest is this machine's. */
export async function measureCloud(): Promise<Measured> {
  const built = await bundles();
  try {
    const metered = await openMeteredCloud(built);
    try {
      const counts = await countSeason(metered);
      const { violations } = metered.cloud.resend;
      if (violations.length > 0) throw new Error(`Resend would refuse: ${violations[0]?.rule}`);
      return { counts, functions: rans(metered) };
    } finally {
      await metered.close();
    }
  } finally {
    await built.remove();
  }
}

function rans(metered: MeteredCloud): Record<FunctionName, Ran> {
  const ranOf = (name: FunctionName): Ran => {
    const { logged } = metered.cloud.host(name);
    const took = metered.took(name);
    const bytes = logged.reduce((total, line) => total + Buffer.byteLength(line) + 1, 0);
    return {
      milliseconds: Math.ceil(median(took)),
      logBytes: Math.ceil(bytes / took.length),
    };
  };
  return {
    api: ranOf('api'),
    webhook: ranOf('webhook'),
    tick: ranOf('tick'),
    sweep: ranOf('sweep'),
    work: ranOf('work'),
    send: ranOf('send'),
    receive: ranOf('receive'),
  };
}

/** Beside the same season on one machine; when it is to be saved, also into the file that `npm run cost` reads. */
export async function benchCloud({ save }: { readonly save: boolean }): Promise<readonly Line[]> {
  const [requests, writeUnits] = await benchSeasonCosts();
  if (requests === undefined || writeUnits === undefined) throw new Error('nothing to compare with');
  const measured = await measureCloud();
  if (save) {
    const date = new Date().toISOString().slice(0, 10);
    await writeFile(MEASURED, `${JSON.stringify({ date, ...measured }, null, 2)}\n`);
  }
  return linesOf(measured.counts, { requests: requests.ours, writeUnits: writeUnits.ours });
}

function linesOf(
  { season, note, quiet }: Counts,
  onOneMachine: { readonly requests: number; readonly writeUnits: number },
): readonly Line[] {
  const { request, strike, send, told, reply } = season.done;
  const turns = season.members * season.meetings;
  const all = [request, strike, send, told, reply].map(({ use }) => use).reduce(sumOf);
  return [
    line('requests to the table of a season, for each member and meeting', all.table.requests / turns, {
      limit: onOneMachine.requests,
      note: tableNote(all),
    }),
    line('write units of a season, for each member and meeting', all.table.writeUnits / turns, {
      limit: onOneMachine.writeUnits,
      note: tableNote(all),
    }),
    line('calls of Resend for a letter', send.use.resend.sends / season.letters, {
      limit: 1,
      note: `${season.letters} letters in ${send.count} pages; ${rounded(send.use.resend.bytes / season.letters / 1000)} KB each`,
    }),
    ...each('a letter, from its page', send, season.letters),
    ...each('an event that Resend tells of a letter', told),
    ...each('a reply', reply),
    ...each('a reply to a digest, with its notes', note.done),
    ...each('an hour that strikes', strike),
    ...each('a tick with nothing due', quiet.tick),
  ];
}

const each = (what: string, { use, count: done }: Done, count = done): readonly Line[] => [
  line(`requests to AWS and Resend of ${what}`, requestsIn(use) / count, {
    limit: 1,
    note: `${tableNote(use, count)}; queue ${rounded(use.queue.sends / count)}, bucket ${rounded((use.bucket.writes + use.bucket.reads) / count)}, Resend ${rounded((use.resend.sends + use.resend.reads) / count)}, functions ${rounded(invocationsIn(use) / count)}`,
  }),
];

const requestsIn = ({ table, queue, bucket, resend }: CloudUse): number =>
  table.requests + queue.sends + bucket.writes + bucket.reads + resend.sends + resend.reads;

const invocationsIn = ({ invocations }: CloudUse): number =>
  FUNCTIONS.reduce((total, name) => total + invocations[name], 0);

const tableNote = ({ table }: CloudUse, by = 1): string =>
  `table ${rounded(table.requests / by)} requests, ${rounded(table.writeUnits / by)} write and ${rounded(table.readUnits / by)} read units`;

const line = (
  bench: string,
  ours: number,
  { limit, note }: { readonly limit: number; readonly note: string },
): Line => ({
  bench: `cloud: ${bench}`,
  ours: rounded(ours),
  limit,
  ratio: rounded(ours / limit),
  aim: 'few',
  note,
});
