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

/** Which of the keys a process that opens it knows. */
function knownAgain(keys: readonly string[]): readonly string[] {
  const journal = openAcceptedJournal(path);
  const known = keys.filter((key) => journal.has(key));
  journal.close();
  return known;
}

describe('the accepted journal', () => {
  test('knows what was added, at once and when opened again', () => {
    const journal = openAcceptedJournal(path);
    expect(journal.has('a')).toBe(false);
    journal.add('a');
    expect(journal.has('a')).toBe(true);
    journal.close();
    expect(knownAgain(['a', 'b'])).toEqual(['a']);
  });

  test('knows the Message-ID that a server gave a letter', () => {
    const journal = openAcceptedJournal(path);
    journal.add('a', 'other@server.example');
    journal.add('b');
    journal.close();
    const again = openAcceptedJournal(path);
    for (const opened of [journal, again]) {
      expect([opened.messageIdOf('a'), opened.messageIdOf('b')]).toEqual(['other@server.example', undefined]);
    }
    again.close();
  });

  test('has the entry in the file when add returns: a process killed right after loses none', () => {
    const program = `
      import { openAcceptedJournal } from ${JSON.stringify(new URL('acceptedJournal.ts', import.meta.url).href)};
      openAcceptedJournal(${JSON.stringify(path)}).add('a');
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(child.signal).toBe('SIGKILL');
    expect(knownAgain(['a'])).toEqual(['a']);
  });

  test('forgets an entry that a crash tore, and the next one stands whole', () => {
    writeFileSync(path, 'aaaa\nbbbb\ncc');
    const journal = openAcceptedJournal(path);
    expect(['aaaa', 'bbbb', 'cc'].filter((key) => journal.has(key))).toEqual(['aaaa', 'bbbb']);
    journal.add('dddd');
    journal.close();
    expect(readFileSync(path, 'utf8')).toBe('aaaa\nbbbb\ndddd\n');
  });

  test('passes over lines that are no entries', () => {
    writeFileSync(path, '\n\0\0\0\n lonely\na\n');
    expect(knownAgain(['a', '', '\0\0\0', 'lonely'])).toEqual(['a']);
  });

  test('stays bounded, and knows at least the last generation', () => {
    const journal = openAcceptedJournal(path, 10);
    const keys = Array.from({ length: 95 }, (_, index) => `key${index}`);
    for (const key of keys) journal.add(key);
    const known = keys.filter((key) => journal.has(key));
    expect(known).toEqual(keys.slice(80));
    journal.close();
    expect(statSync(path).size + statSync(`${path}.old`).size).toBeLessThan(20 * 10);
    expect(knownAgain(keys)).toEqual(known);
  });

  test('refuses what would read back as something else', () => {
    const journal = openAcceptedJournal(path);
    for (const key of ['', 'two words', 'a\nb']) {
      expect(() => journal.add(key)).toThrow('visible words');
    }
    expect(() => journal.add('a', 'an id')).toThrow('visible words');
    journal.close();
  });

  test('says so when the file cannot be read', () => {
    appendFileSync(join(directory, 'file'), '');
    expect(() => openAcceptedJournal(join(directory, 'file', 'accepted'))).toThrow('ENOTDIR');
  });
});
