import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Report, report } from './graph/report.ts';
import { run } from './run.ts';

const MAIN = fileURLToPath(new URL('graph/main.ts', import.meta.url));

/** An operator's settings: production has all of them, the others what they can't be without. */
const SETTINGS: NodeJS.ProcessEnv = { MAIL_DOMAIN: 'mail.example.org' };
const ALL: NodeJS.ProcessEnv = { API_DOMAIN: 'crewtide.example.org', ALARM_EMAIL: 'operator@example.org' };

/** What `root` would deploy as `stage`, with nothing of this machine's environment. */
export async function readGraph(root: string, stage: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'crewtide-graph-'));
  const out = join(folder, 'graph.json');
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SST_AWS_REGION: 'eu-west-1',
    ...SETTINGS,
    ...(stage === 'production' ? ALL : {}),
  };
  try {
    const { said } = await run(process.execPath, [MAIN, '--root', root, '--stage', stage, '--out', out], {
      cwd: root,
      env,
    });
    // Pulumi counts what a fault has left waiting as a failure too.
    if (!existsSync(out)) throw new Error(`the graph of ${stage} can't be made:\n${said}`);
    return report.parse(JSON.parse(readFileSync(out, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
