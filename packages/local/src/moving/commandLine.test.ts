import { describe, expect, it } from 'vitest';
import { understood } from './commandLine.ts';

describe('where a congregation moves from or to', () => {
  it('is the data directory unless told otherwise', () => {
    expect(understood('from', ['--from', 'willow.jsonl'])).toEqual({
      place: { at: 'data-directory', dataDir: '.crewtide' },
      congregation: undefined,
      file: 'willow.jsonl',
      json: false,
    });
    expect(understood('to', ['--to', 'a', '--data-dir', 'b', '--json'])).toMatchObject({
      place: { at: 'data-directory', dataDir: 'b' },
      json: true,
    });
  });

  it('is the cloud with a table, a bucket and a region, all of them', () => {
    const cloud = ['--table', 'willow', '--bucket', 'raw', '--region', 'eu-west-1'];
    expect(understood('to', ['--to', 'a', '--congregation', 'c', ...cloud])).toEqual({
      place: { at: 'cloud', table: 'willow', bucket: 'raw', region: 'eu-west-1' },
      congregation: 'c',
      file: 'a',
      json: false,
    });
    expect(understood('to', ['--to', 'a', '--table', 'willow'])).toContain('--table, --bucket and --region');
    expect(understood('to', ['--to', 'a', '--data-dir', 'b', ...cloud])).toContain('either --data-dir, or');
  });

  it('is refused without a file and with what it does not know', () => {
    expect(understood('from', [])).toBe('--from is missing');
    expect(understood('from', ['--to', 'a'])).toContain('--to');
  });
});
