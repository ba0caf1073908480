import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requires, type Tool } from '../support/requires.ts';
import { ROOT } from './crewtide.ts';

const ANALYZE: Tool = 'systemd-analyze';
const INSTALLED_AT = '/opt/crewtide';
const UNIT = readFileSync(join(ROOT, 'packages/local/systemd/crewtide.service'), 'utf8');

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

/** The values of a directive, in their order. */
const valuesOf = (directive: string): readonly string[] =>
  UNIT.split('\n').flatMap((line) =>
    line.startsWith(`${directive}=`) ? [line.slice(directive.length + 1)] : [],
  );

describe('the service of systemd', () => {
  it('starts what npm start does', () => {
    const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const [assigned, command] = scripts.start.split(' exec node ');
    expect(valuesOf('Environment').join(' ').split(' ')).toContain(assigned);
    expect(valuesOf('ExecStart')).toEqual([`${INSTALLED_AT}/node_modules/.bin/node ${command}`]);
  });

  it('keeps its data where it may write, and asks the first process alone to end', () => {
    expect(valuesOf('Environment').join(' ')).toContain(`DATA_DIR=/var/lib/${valuesOf('StateDirectory')[0]}`);
    expect(valuesOf('ProtectSystem')).toEqual(['strict']);
    expect(valuesOf('KillMode')).toEqual(['mixed']);
  });
});

describe.skipIf(!requires(ANALYZE))('the service of systemd, as systemd reads it', () => {
  let folder: string;
  let unit: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crewtide-unit-'));
    unit = join(folder, 'crewtide.service');
    // It is installed nowhere here; what it runs is looked for.
    writeFileSync(unit, UNIT.replaceAll(`${INSTALLED_AT}/`, ROOT).replaceAll(INSTALLED_AT, ROOT));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const analyze = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(ANALYZE, [...words, unit], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    return { status, stdout, stderr };
  };

  it('has no mistake', () => {
    const { status, stderr } = analyze('verify', '--man=no');
    // What it says of this machine's other units is nothing of ours.
    expect(stderr.split('\n').filter((line) => line.includes('crewtide'))).toEqual([]);
    expect(status).toBe(0);
  });

  it('is exposed to little', () => {
    const { stdout } = analyze('security', '--offline=true', '--no-pager');
    const exposure = /Overall exposure level for crewtide\.service: (\d+\.\d)/.exec(stdout)?.[1];
    process.stdout.write(`exposure of crewtide.service: ${exposure} of 10\n`);
    expect(Number(exposure)).toBeLessThan(2);
  });
});
