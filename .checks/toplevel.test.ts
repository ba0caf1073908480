import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surveyTopLevel } from './toplevel/survey.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toplevel-'));
  execFileSync('git', ['init', '-q'], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true }));

function track(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  execFileSync('git', ['add', path], { cwd: root });
}

/** Put together here, so that this file holds none. */
const machinePath = ['', 'home', 'me', 'x'].join('/');

describe('the top level', () => {
  it('is as it should be in the present tree', () => {
    const { files, offences } = surveyTopLevel(fileURLToPath(new URL('..', import.meta.url)));
    expect(offences).toEqual([]);
    expect(files).toBeGreaterThan(0);
  });

  it('may hold what the house names, and dot-files', () => {
    track('packages/a/b.ts', 'const a = `x/home/y`; // ./work/ and ../root/\n');
    track('package-lock.json', '{ "resolved": "packages/a" }\n');
    track('.ci/run', '#!/bin/sh\n');
    track('.npmrc', 'omit-lockfile-registry-resolved=true\n');
    expect(surveyTopLevel(root)).toEqual({ files: 4, offences: [] });
  });

  it.each([
    ['docs/a.md', 'a', "docs: doesn't belong to the visible top level"],
    ['knip.json', '{}', "knip.json: doesn't belong to the visible top level"],
    ['test/a.ts', `\nconst a = '${machinePath}';`, 'test/a.ts:2: holds a path of a machine'],
    [
      'package-lock.json',
      '"resolved": "https://example.org/a.tgz"',
      'package-lock.json:1: records a download address',
    ],
    ['.npmrc', '@a:registry=https://example.org', '.npmrc:1: names a registry'],
  ])('refuses %s holding %j', (path, text, offence) => {
    track(path, text);
    expect(surveyTopLevel(root).offences).toEqual([offence]);
  });

  it('takes no notice of what git does not track', () => {
    writeFileSync(join(root, 'notes.txt'), machinePath);
    expect(surveyTopLevel(root)).toEqual({ files: 0, offences: [] });
  });
});
