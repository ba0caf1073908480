import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

describe('the arguments of the demo', () => {
  it('open the mailroom on port 8025 when there are none', () => {
    expect(readArguments([])).toEqual({ run: 'mailroom', port: 8025 });
  });

  it('name another port', () => {
    expect(readArguments(['--port', '9000'])).toEqual({ run: 'mailroom', port: 9000 });
  });

  it('play the story, as a table or as JSON lines', () => {
    expect(readArguments(['--play'])).toEqual({ run: 'play', json: false });
    expect(readArguments(['--play', '--json'])).toEqual({ run: 'play', json: true });
  });

  it.each([
    [['--fast']],
    [['play']],
    [['--json']],
    [['--port', 'ten']],
    [['--port', '70000']],
    [['--port']],
    [['--play', '--port', '9000']],
  ])('are refused with a reason: %j', (given) => {
    expect(readArguments(given)).toMatchObject({ run: 'nothing', problem: expect.stringMatching(/./) });
  });
});
