import { parseArgs } from 'node:util';
import { campaign, type Result } from './campaign.ts';
import { openResendPost } from './resendPost.ts';
import { openSmtpPost } from './smtpPost.ts';

const USAGE = `usage: npm run test:crash -- [--kills N] [--seed N] [--json]
Kills Crewtide with SIGKILL at random effects, N times (default 200, or CRASH_KILLS), and counts what was lost or doubled.
`;

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const kills = Number(values.kills ?? process.env.CRASH_KILLS ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const say = (text: string) => {
  if (!values.json) process.stdout.write(text);
};
say(`seed ${seed}, ${kills} kills, by three carriers: one that honours keys, one that doesn't, and Resend\n`);
const ways: readonly Parameters<typeof campaign>[0]['open'][] = [
  () => openSmtpPost({ keyed: true }),
  () => openSmtpPost({ keyed: false }),
  (world) => openResendPost(world),
];
const shown = ways.map(() => 0);
const progress = (way: number) => (count: number) => {
  shown[way] = count;
  const sum = shown.reduce((all, each) => all + each, 0);
  if (process.stdout.isTTY) say(`\r${sum} of ${kills} killed `);
};
const results = await Promise.all(
  ways.map((open, way) =>
    campaign({ open, kills: Math.ceil(kills / ways.length), seed: seed + way, progress: progress(way) }),
  ),
);
say('\n');

/** Nothing may happen but what a carrier that ignores keys makes of a kill between its 250 and our mark. */
const problemsOf = (result: Result): string[] => [
  ...(result.lettersMissing > 0 ? ['letters are missing'] : []),
  ...(result.lettersChanged > 0 ? ['a letter changed under its key'] : []),
  ...(result.mostDoubledByALife > result.mayDouble ? ['letters were doubled'] : []),
  ...(result.notesDoubled > 0 ? ['notes were decided twice'] : []),
  ...(result.outcomesDoubled > 0 ? ['outcomes were decided twice'] : []),
  ...(result.repliesLost > 0 ? ['replies were lost'] : []),
  ...(result.repliesDoubled > 0 ? ['replies were counted twice'] : []),
  ...(result.newsLost > 0 ? ['news of letters was lost'] : []),
  ...result.violations.map((violation) => `asked of the carrier: ${violation}`),
  ...result.strangeDeaths.map((death) => `died by itself: ${death}`),
];
for (const result of results) {
  if (values.json) process.stdout.write(`${JSON.stringify({ seed, ...result })}\n`);
  else
    process.stdout.write(
      `${Object.entries(result)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('\n')}\n\n`,
    );
}
const problems = results.flatMap((result) =>
  problemsOf(result).map((problem) => `${result.carrier}: ${problem}`),
);
for (const problem of problems) process.stderr.write(`FAILED: ${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
