import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ROOT } from './crewtide.ts';

/** What runs the README's examples. */
const TOOLS = { bash: '--version', curl: '--version', openssl: 'version' } as const;

/**
 * Whether the README's examples can be run here; says what is missing.
 * @throws Error when something is missing and CI is "true", where nothing may be left out.
 */
export function canRunExamples(environment: NodeJS.ProcessEnv = process.env): boolean {
  const missing = Object.entries(TOOLS).flatMap(([tool, option]) =>
    spawnSync(tool, [option], { stdio: 'ignore' }).status === 0 ? [] : [tool],
  );
  if (missing.length === 0) return true;
  const message = `the README's examples need ${missing.join(', ')} on the PATH`;
  if (environment.CI === 'true') throw new Error(`${message} (CI=true, so nothing may be left out)`);
  process.stderr.write(`left out: ${message}\n`);
  return false;
}

/** The commands of the README's first block of shell below `heading` that holds `holding`, one a string. */
async function commandsBelow(heading: string, holding: string): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const part = text.slice(text.indexOf(`\n${heading}\n`));
  const blocks = [...part.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const block = blocks.find((each) => each.includes(holding));
  if (block === undefined) throw new Error(`README.md has no "${holding}" below "${heading}"`);
  return block.trimEnd().split(/\n(?=\S)/);
}

const run = promisify(execFile);

/** The environment that the README's `export` lines make. */
export async function exportedSettings(): Promise<Record<string, string>> {
  const commands = await commandsBelow('## Host it on one machine', 'npm start');
  const exports = commands.filter((command) => command.startsWith('export '));
  const names = exports.map((command) => /^export (\w+)=/.exec(command)?.[1] ?? '');
  const script = ['set -eu', ...exports, 'env -0'].join('\n');
  const { stdout } = await run('bash', ['-c', script], { env: { PATH: process.env.PATH } });
  const all = new Map(
    stdout.split('\0').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
  );
  return Object.fromEntries(names.map((name) => [name, all.get(name) ?? '']));
}

const LATER = /"(promptAt|digestAt|first)": "[^"]+"/g;

/**
 * Runs the README's `curl` examples in their order, in `folder`, with what stands for itself in them filled in: shell
 * variables from `variables` and then from the answers, members' ids, and days and hours to come.
 */
export async function runExamples(options: {
  readonly folder: string;
  readonly api: string;
  readonly operatorKey: string;
  readonly hours: Readonly<Record<'promptAt' | 'digestAt' | 'first', string>>;
}) {
  const { folder, api, operatorKey, hours } = options;
  const commands = await commandsBelow('## Host it on one machine', '/congregations');
  const [create, importing, crewing, asking, ...more] = commands.filter((each) => each.startsWith('curl '));
  if (asking === undefined || more.length > 0) throw new Error('README.md no longer has four examples');
  const variables: Record<string, string> = { API: api, OPERATOR_KEY: operatorKey };
  const answerTo = async <T>(command: string | undefined, schema: z.ZodType<T>): Promise<T> => {
    const env = { PATH: process.env.PATH, ...variables };
    const { stdout } = await run('bash', ['-euc', command ?? ''], { cwd: folder, env });
    return schema.parse(JSON.parse(stdout));
  };
  const congregation = await answerTo(create, congregationMade);
  variables.CONGREGATION = congregation.id;
  variables.HOST_KEY = congregation.hosts[0]?.key ?? '';
  const { rows } = await answerTo(importing, imported);
  const members = rows.map((row) => row.member);
  const inTime = (command: string | undefined) =>
    command?.replaceAll(LATER, (_, name: keyof typeof hours) => `"${name}": "${hours[name]}"`);
  const forming = crewing?.replaceAll('"…"', () => JSON.stringify(members.shift()));
  const crew = await answerTo(inTime(forming), crewMade);
  variables.CREW = crew.id;
  const prompt = await answerTo(inTime(asking), made);
  return { congregation, rows, crew, prompt };
}

const made = z.object({ id: z.string() });
const crewMade = made.extend({ season: z.string() });
const congregationMade = z.object({ id: z.string(), hosts: z.array(z.object({ key: z.string() })).min(2) });
const imported = z.object({ rows: z.array(z.object({ outcome: z.literal('added'), member: z.string() })) });
