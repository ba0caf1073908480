import { describe, expect, it, vi } from 'vitest';
import { requires } from './requires.ts';

const nothingInstalled = { PATH: '/nonexistent' };

describe('what a test requires of the machine', () => {
  it('is left out where a tool is missing, and the reason is said once', () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(requires('swaks', nothingInstalled)).toBe(false);
      expect(requires('swaks', nothingInstalled)).toBe(false);
      expect(stderr.mock.calls).toEqual([['left out, needs swaks: no swaks on the PATH (Debian: swaks)\n']]);
    } finally {
      stderr.mockRestore();
    }
  });

  it('fails where a tool is missing and CI is true', () => {
    expect(() => requires('java', { ...nothingInstalled, CI: 'true' })).toThrow('needs java');
  });

  it('takes the Chromium that CHROMIUM_PATH names, if it can be run', () => {
    expect(requires('chromium', { CHROMIUM_PATH: process.execPath })).toBe(true);
    expect(() => requires('chromium', { CHROMIUM_PATH: '/nonexistent', CI: 'true' })).toThrow(
      'CHROMIUM_PATH',
    );
  });
});
