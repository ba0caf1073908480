import { parseArgs } from 'node:util';
import type { Contents } from './makeBackup.ts';

interface Options {
  /** `--to PATH` or `--from PATH`. */
  readonly path: string;
  readonly dataDir: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** Runs a command of ours: 0 when done, 1 when it couldn't be, 2 when it wasn't understood. */
export async function runCommand<Done>(command: {
  readonly usage: string;
  readonly path: 'to' | 'from';
  readonly run: (options: Options) => Promise<Done>;
  readonly tell: (done: Done) => string;
}): Promise<void> {
  const options = understood(command.path);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\nusage: ${command.usage}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const done = await command.run(options);
    process.stdout.write(`${options.json ? JSON.stringify(done) : command.tell(done)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function understood(pathOption: 'to' | 'from'): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        [pathOption]: { type: 'string' },
        'data-dir': { type: 'string', default: '.crewtide' },
        force: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const path = values[pathOption];
    if (typeof path !== 'string' || path === '') return `--${pathOption} is missing`;
    if (pathOption === 'to' && values.force) return '--force is for restore';
    return { path, dataDir: values['data-dir'], force: values.force, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One line about what was copied. */
export function contentsInWords({ items, rawMail, files }: Contents): string {
  const { undecided, held, decided, damaged } = rawMail;
  const lost = damaged === 0 ? '' : `; ${damaged} damaged messages were LEFT OUT`;
  return `items of the store: ${items}; raw messages: ${undecided} undecided, ${held} held, ${decided} decided; other files: ${files}${lost}`;
}
