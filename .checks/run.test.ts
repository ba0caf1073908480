import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  for (const folder of ['.ci', '.coverage', 'bin']) mkdirSync(join(root, folder));
  copyFileSync(fileURLToPath(new URL('../.ci/run', import.meta.url)), join(root, '.ci/run'));
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ scripts: { 'check:a': '', 'check:b': '', c: '' } }),
  );
  command('java', `echo 'openjdk version "17.0.15" 2025-04-15' >&2`);
  command('swaks', 'exit 0');
  command('systemd-analyze', 'exit 0');
});
afterEach(() => rmSync(root, { recursive: true }));

function command(name: string, script: string): void {
  writeFileSync(join(root, 'bin', name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

const counts = (numPassedTests: number, numFailedTests: number, numPendingTests: number) =>
  JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0 });

/** Stands in for npm: `cases` are those of a shell's `case "$*" in`. */
const npm = (tests: string, ...cases: readonly string[]) =>
  command(
    'npm',
    `echo "$*" >> calls\ncase "$*" in\n${cases.join('\n')}\ntest*) echo '${tests}' > .coverage/tests.json ;;\nesac`,
  );

function run() {
  const { status, stdout } = spawnSync('bash', [join(root, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}` },
  });
  const lines = stdout.trimEnd().split('\n');
  return { status, lines, last: lines.at(-1) };
}

describe('the run of all checks', () => {
  it('adds the tests and the other checks up', () => {
    npm(counts(10, 0, 0));
    expect(run()).toMatchObject({ status: 0, last: '18 passed, 0 failed' });
    expect(readFileSync(join(root, 'calls'), 'utf8').trimEnd().split('\n')).toEqual([
      'ci',
      'test -- --coverage',
      'run check:a',
      'run check:b',
      'run infra:check',
      'run cost:check',
      'run demo -- --play',
      'run test:crash',
    ]);
  });

  it('counts what was skipped', () => {
    npm(counts(10, 0, 2));
    expect(run()).toMatchObject({ status: 0, last: '18 passed, 0 failed, 2 skipped' });
  });

  it('goes on after a failure, names it and fails', () => {
    npm(counts(9, 1, 0), "'run check:a') exit 3 ;;");
    const { status, lines, last } = run();
    expect({ status, last }).toEqual({ status: 1, last: '16 passed, 2 failed' });
    expect(lines).toContain('npm run check:a');
    expect(lines).toContain('npm test (1 tests)');
  });

  it.each([
    [
      'too little coverage fails the tests',
      'test*) echo \'{"numPassedTests":5,"numFailedTests":0,"numPendingTests":0,"numTodoTests":0}\' > .coverage/tests.json; exit 1 ;;',
      '13 passed, 1 failed',
    ],
    ['the install fails', 'ci) exit 1 ;;', '8 passed, 1 failed'],
    ['the tests leave no result', 'test*) ;;', '8 passed, 1 failed'],
  ])('fails when %s', (_, line, last) => {
    writeFileSync(join(root, '.coverage/tests.json'), counts(100, 0, 0));
    npm(counts(10, 0, 0), line);
    expect(run()).toMatchObject({ status: 1, last });
  });

  it('fails when no test passed', () => {
    npm(counts(0, 0, 3));
    expect(run()).toMatchObject({ status: 1, last: '8 passed, 1 failed, 3 skipped' });
  });

  it('says what it cannot install, and goes on', () => {
    npm(counts(10, 0, 0));
    command('java', 'exit 127');
    command('id', 'echo 1000');
    expect(run()).toMatchObject({ status: 1, last: '17 passed, 1 failed' });
  });

  it.runIf(existsSync('/proc/self/environ'))('ends what a step left running, and fails', () => {
    npm(counts(10, 0, 0), "'run demo -- --play') setsid sleep 600 >/dev/null 2>&1 & echo $! > pid ;;");
    const { status, lines, last } = run();
    expect({ status, last }).toEqual({ status: 1, last: '17 passed, 1 failed' });
    expect(lines.find((line) => line.startsWith('left running'))).toContain('sleep 600');
    const pid = readFileSync(join(root, 'pid'), 'utf8').trim();
    expect(existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toBeFalsy();
  });
});
