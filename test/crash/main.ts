import { parseArgs } from 'node:util';
import { campaign, type Result } from './campaign.ts';

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
say(`seed ${seed}, ${kills} kills, half of them with a carrier that honours the key\n`);
const shown = { keyed: 0, plain: 0 };
const progress = (which: keyof typeof shown) => (count: number) => {
  shown[which] = count;
  if (process.stdout.isTTY) say(`\r${shown.keyed + shown.plain} of ${kills} killed `);
};
const half = Math.ceil(kills / 2);
const results = await Promise.all([
  campaign({ keyed: true, kills: half, seed, progress: progress('keyed') }),
  campaign({ keyed: false, kills: half, seed: seed + 1, progress: progress('plain') }),
]);
say('\n');

/** A plain SMTP server may get one letter again for each kill between its 250 and our mark; nothing else may happen. */
const problemsOf = (result: Result): string[] => [
  ...(result.lettersMissing > 0 ? ['letters are missing'] : []),
  ...(result.lettersChanged > 0 ? ['a letter changed under its key'] : []),
  ...(result.mostDoubledByALife > (result.carrier === 'plain SMTP' ? 1 : 0) ? ['letters were doubled'] : []),
  ...(result.notesDoubled > 0 ? ['notes were decided twice'] : []),
  ...(result.outcomesDoubled > 0 ? ['outcomes were decided twice'] : []),
  ...(result.repliesLost > 0 ? ['replies were lost'] : []),
  ...(result.repliesDoubled > 0 ? ['replies were counted twice'] : []),
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
const problems = results.flatMap(problemsOf);
for (const problem of problems) process.stderr.write(`FAILED: ${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
