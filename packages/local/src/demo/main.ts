import { randomBytes, randomUUID } from 'node:crypto';
import { type DemoArguments, readArguments, USAGE } from './arguments.ts';
import { createMovableClock } from './clock.ts';
import { DOMAINS, startDemo } from './demo.ts';
import { openMailroom } from './mailroom/open.ts';
import { playAndCheck } from './play/play.ts';
import { BEGINS } from './play/story.ts';
import { setUp } from './setUp.ts';
import { listenForStop } from './stopping.ts';
import { makeTemporaryDirectory } from './temporary.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const whisper = (line: string) => void process.stderr.write(`${line}\n`);

/** A clock that begins at a time of the story's. */
const from = (begins: number) => {
  const started = Date.now();
  return () => begins + Date.now() - started;
};

/** Resolves with the exit code, when everything that it opened is closed and removed. */
async function run(wanted: Extract<DemoArguments, { run: 'mailroom' | 'play' }>): Promise<number> {
  const stop = listenForStop({ underNpm: process.env.npm_lifecycle_event !== undefined });
  const open: (() => Promise<void>)[] = [];
  try {
    const directory = await makeTemporaryDirectory();
    open.push(directory.remove);
    const operatorKey = randomBytes(24).toString('hex');
    const demo = await startDemo({
      dataDir: directory.path,
      clock: createMovableClock(wanted.run === 'play' ? from(BEGINS) : Date.now),
      signingKeys: [{ id: 1, secret: randomBytes(32) }],
      operatorKey,
      onStoreLost: stop.because,
    });
    open.push(demo.close);
    const messageId = () => `${randomUUID()}@${DOMAINS.people}`;

    if (wanted.run === 'play') {
      const table = wanted.json ? 'json' : 'text';
      const playing = playAndCheck({
        demo,
        operatorKey,
        messageId,
        table,
        say,
        progress: wanted.json ? whisper : say,
      });
      return await Promise.race([playing, stop.asked.then(() => 130)]);
    }
    const circle = await Promise.race([setUp(demo, operatorKey), stop.asked]);
    if (circle === undefined) return 0;
    const mailroom = await openMailroom({ demo, circle, messageId, port: wanted.port });
    open.push(mailroom.close);
    say(mailroom.greeting);
    await stop.asked;
    return 0;
  } finally {
    for (const close of open.reverse()) await close();
  }
}

const wanted = readArguments(process.argv.slice(2));
switch (wanted.run) {
  case 'help':
    say(USAGE);
    break;
  case 'nothing':
    whisper(`${wanted.problem}\n\n${USAGE}`);
    process.exitCode = 2;
    break;
  default:
    run(wanted).then(
      (code) => process.exit(code),
      (fault: unknown) => {
        whisper(`The demo ended: ${fault instanceof Error ? fault.message : 'unknown fault'}`);
        process.exit(1);
      },
    );
}
