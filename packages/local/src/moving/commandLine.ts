import { parseArgs } from 'node:util';
import { type Log, StoreFault } from '@crewtide/flows';
import { openPlace, type Place, type PlaceOptions } from './place.ts';

interface Asked {
  readonly place: PlaceOptions;
  readonly congregation: string | undefined;
  /** `--to` or `--from`. */
  readonly file: string;
  readonly json: boolean;
}

export const PLACE_USAGE = '[--data-dir .crewtide | --table NAME --bucket NAME --region NAME] [--json]';

/** Runs a command that moves a congregation: 0 when done, 1 when it couldn't be, 2 when it wasn't understood. */
export async function runMoving<Done>(command: {
  readonly usage: string;
  readonly file: 'to' | 'from';
  readonly run: (place: Place, asked: Asked) => Promise<Done>;
  readonly tell: (done: Done) => string;
}): Promise<void> {
  const asked = understood(command.file, process.argv.slice(2));
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\nusage: ${command.usage}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const place = await openPlace(asked.place, process.env.SIGNING_KEYS ?? '', toStandardError);
    try {
      const done = await command.run(place, asked);
      process.stdout.write(`${asked.json ? JSON.stringify(done) : command.tell(done)}\n`);
    } finally {
      await place.close();
    }
  } catch (fault) {
    process.stderr.write(`${inWords(fault)}\n`);
    process.exitCode = 1;
  }
}

const tell = (event: string): void => void process.stderr.write(`${event}\n`);
const toStandardError: Log = { info: tell, warn: tell, error: tell };

/** The store's and the bucket's answers come as StoreFaults, which hold none of their words; the others are ours, or a file's. */
function inWords(fault: unknown): string {
  if (fault instanceof StoreFault && fault.retryable) return `${fault.message}; try again`;
  return fault instanceof Error ? fault.message : 'unknown fault';
}

/** What was asked for, or what is wrong with it. */
export function understood(file: 'to' | 'from', words: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        [file]: { type: 'string' },
        congregation: { type: 'string' },
        'data-dir': { type: 'string' },
        table: { type: 'string' },
        bucket: { type: 'string' },
        region: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const path = values[file];
    if (typeof path !== 'string' || path === '') return `--${file} is missing`;
    const place = placeIn(values);
    return typeof place === 'string'
      ? place
      : { place, congregation: values.congregation, file: path, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function placeIn(values: {
  readonly 'data-dir'?: string | undefined;
  readonly table?: string | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
}): PlaceOptions | string {
  const { 'data-dir': dataDir, table, bucket, region } = values;
  if (table === undefined && bucket === undefined && region === undefined) {
    return { at: 'data-directory', dataDir: dataDir ?? '.crewtide' };
  }
  if (dataDir !== undefined) return 'either --data-dir, or --table, --bucket and --region';
  if (table === undefined || bucket === undefined || region === undefined) {
    return 'the cloud takes --table, --bucket and --region, as `sst deploy` printed them';
  }
  return { at: 'cloud', table, bucket, region };
}
