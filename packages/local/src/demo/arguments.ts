import { parseArgs } from 'node:util';

export type DemoArguments =
  | { readonly run: 'mailroom'; readonly port: number }
  | { readonly run: 'play'; readonly json: boolean }
  | { readonly run: 'help' }
  | { readonly run: 'nothing'; readonly problem: string };

export const USAGE = `npm run demo                     Crewtide on this machine, with a mailroom in the browser
npm run demo -- --port 9000      the mailroom on another port than 8025
npm run demo -- --play           plays a story by itself and checks it
npm run demo -- --play --json    the closing table as JSON lines
`;

const DEFAULT_PORT = 8025;

export function readArguments(given: readonly string[]): DemoArguments {
  const parsed = parse(given);
  if (typeof parsed === 'string') return { run: 'nothing', problem: parsed };
  if (parsed.help) return { run: 'help' };
  if (parsed.play) {
    return parsed.port === undefined
      ? { run: 'play', json: parsed.json }
      : { run: 'nothing', problem: '--port is for the mailroom, which --play does not open' };
  }
  if (parsed.json) return { run: 'nothing', problem: '--json goes with --play' };
  const port = parsed.port === undefined ? DEFAULT_PORT : Number(parsed.port);
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? { run: 'mailroom', port }
    : { run: 'nothing', problem: '--port must be a number from 0 to 65535' };
}

function parse(given: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        help: { type: 'boolean', default: false },
        play: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    });
    return values;
  } catch (fault) {
    return fault instanceof Error ? fault.message : 'the arguments are not understood';
  }
}
