import { describe, expect, it } from 'vitest';
import { describeFault } from './describeFault.ts';
import { ProviderFault, StoreFault } from './ports.ts';

describe('a fault in the log', () => {
  it('is named, with the place and without its message', () => {
    const described = describeFault(new TypeError('dear diary\n    at home\nwith Ana'));
    expect(described).toMatchObject({
      fault: 'TypeError',
      at: expect.stringMatching(/^at .*describeFault\.test\.ts/),
    });
    expect(JSON.stringify(described)).not.toMatch(/diary|home|Ana/);
  });

  it('has no place where the stack does not begin with its message', () => {
    const fault = new Error('dear diary');
    fault.stack = 'Error: something else\n    at home';
    expect(describeFault(fault)).toEqual({ fault: 'Error', at: undefined });
  });

  it("keeps the words of the store and of the provider's door, which are ours", () => {
    expect(describeFault(new StoreFault('commit: Error ECONNRESET', true))).toEqual({
      fault: 'StoreFault',
      message: 'commit: Error ECONNRESET',
    });
    expect(describeFault(new ProviderFault('list: 500'))).toEqual({
      fault: 'ProviderFault',
      message: 'list: 500',
    });
  });

  it('is nothing more than that where no error was thrown', () => {
    expect(describeFault('private words')).toEqual({ fault: 'not an error' });
  });
});
