import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Ended {
  readonly code: number | null;
  /** What it wrote, errors last. */
  readonly said: string;
}

/** Runs a program of this Node's or of node_modules/.bin to its end; killed when it takes longer than `minutes`. */
export async function run(
  command: string,
  words: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly input?: string;
    readonly minutes?: number;
  },
): Promise<Ended> {
  const { cwd, env = process.env, input = '', minutes = 5 } = options;
  const child = spawn(command, words, { cwd, env, timeout: minutes * 60_000, killSignal: 'SIGKILL' });
  child.stdin.on('error', () => undefined).end(input);
  const ended = Promise.withResolvers<number | null>();
  child.once('error', ended.reject).once('close', ended.resolve);
  const [code, out, errors] = await Promise.all([ended.promise, text(child.stdout), text(child.stderr)]);
  return { code, said: out + errors };
}
