import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/** What some tests need beyond what npm installs. */
export type Tool = 'java' | 'swaks' | 'chromium' | 'systemd-analyze';

type Finding = { readonly found: true } | { readonly found: false; readonly why: string };

const told = new Set<Tool>();

/**
 * Whether this machine has `tool`, for `describe.skipIf(!requires('java'))(…)`: the tests are then counted as
 * skipped. Says why on stderr, once a test file.
 * @throws Error when it is missing and CI is "true", where nothing may be left out.
 */
export function requires(tool: Tool, environment: NodeJS.ProcessEnv = process.env): boolean {
  const finding = look[tool](environment);
  if (finding.found) return true;
  const message = `needs ${tool}: ${finding.why}`;
  if (environment.CI === 'true') throw new Error(`${message} (CI=true, so nothing may be left out)`);
  if (!told.has(tool)) process.stderr.write(`left out, ${message}\n`);
  told.add(tool);
  return false;
}

const look: Record<Tool, (environment: NodeJS.ProcessEnv) => Finding> = {
  java(environment) {
    const said = versionSaid('java', '-version', environment);
    if (said === undefined)
      return { found: false, why: 'no java on the PATH (Debian: openjdk-17-jre-headless)' };
    const major = Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
    return major >= 17 ? { found: true } : { found: false, why: 'java is older than 17' };
  },
  swaks(environment) {
    return versionSaid('swaks', '--version', environment) === undefined
      ? { found: false, why: 'no swaks on the PATH (Debian: swaks)' }
      : { found: true };
  },
  'systemd-analyze'(environment) {
    return versionSaid('systemd-analyze', '--version', environment) === undefined
      ? { found: false, why: 'no systemd-analyze on the PATH (Debian: systemd)' }
      : { found: true };
  },
  /** `@sparticuz/chromium` brings one for linux-x64; elsewhere CHROMIUM_PATH names the machine's own. */
  chromium(environment) {
    const path = environment.CHROMIUM_PATH;
    if (path !== undefined && path !== '') {
      return isExecutable(path)
        ? { found: true }
        : { found: false, why: 'CHROMIUM_PATH is not an executable' };
    }
    return process.platform === 'linux' && process.arch === 'x64'
      ? { found: true }
      : { found: false, why: 'the one from npm is for linux-x64; set CHROMIUM_PATH' };
  },
};

function versionSaid(command: string, option: string, environment: NodeJS.ProcessEnv): string | undefined {
  const run = spawnSync(command, [option], { encoding: 'utf8', timeout: 30_000, env: environment });
  return run.error === undefined && run.status === 0 ? `${run.stdout}${run.stderr}` : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
