import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAcceptedJournal } from './acceptedJournal.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(directory, 'accepted');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What a process that opens it finds. */
function reopened(keys: readonly string[]): (string | undefined)[] {
  const journal = openAcceptedJournal(path);
  const found = keys.map((key) => journal.find(key));
  journal.close();
  return found;
}

describe('the accepted journal', () => {
  test('finds what was added, at once and when opened again', () => {
    const journal = openAcceptedJournal(path);
    expect(journal.find('a')).toBeUndefined();
    journal.add('a', 'id-a@crew.example');
    expect(journal.find('a')).toBe('id-a@crew.example');
    journal.close();
    expect(reopened(['a', 'b'])).toEqual(['id-a@crew.example', undefined]);
  });

  test('has the entry in the file when add returns: a process killed right after loses none', () => {
    const program = `
      import { openAcceptedJournal } from ${JSON.stringify(new URL('acceptedJournal.ts', import.meta.url).href)};
      openAcceptedJournal(${JSON.stringify(path)}).add('a', 'id@crew.example');
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(child.signal).toBe('SIGKILL');
    expect(reopened(['a'])).toEqual(['id@crew.example']);
  });

  test('forgets an entry that a crash tore, and the next one stands whole', () => {
    writeFileSync(path, 'a id-a@crew.example\nb id-b@cr');
    const journal = openAcceptedJournal(path);
    expect([journal.find('a'), journal.find('b')]).toEqual(['id-a@crew.example', undefined]);
    journal.add('c', 'id-c@crew.example');
    journal.close();
    expect(readFileSync(path, 'utf8')).toBe('a id-a@crew.example\nc id-c@crew.example\n');
  });

  test('passes over lines that are no entries', () => {
    writeFileSync(path, '\n\0\0\0\nonly-a-key\na id-a@crew.example\n');
    expect(reopened(['a', 'only-a-key'])).toEqual(['id-a@crew.example', undefined]);
  });

  test('stays bounded, and knows at least the last generation', () => {
    const journal = openAcceptedJournal(path, 10);
    const keys = Array.from({ length: 95 }, (_, index) => `key${index}`);
    for (const key of keys) {
      journal.add(key, 'id@crew.example');
    }
    const known = keys.filter((key) => journal.find(key) !== undefined);
    expect(known).toEqual(keys.slice(80));
    journal.close();
    expect(statSync(path).size + statSync(`${path}.old`).size).toBeLessThan(20 * 30);
    expect(reopened(known)).not.toContain(undefined);
  });

  test('refuses what would read back as something else', () => {
    const journal = openAcceptedJournal(path);
    for (const key of ['', 'two words', 'a\nb']) {
      expect(() => journal.add(key, 'id@crew.example')).toThrow('two visible words');
    }
    expect(() => journal.add('a', 'an id')).toThrow('two visible words');
    journal.close();
  });

  test('says so when the file cannot be read', () => {
    appendFileSync(join(directory, 'file'), '');
    expect(() => openAcceptedJournal(join(directory, 'file', 'accepted'))).toThrow('ENOTDIR');
  });
});
