import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';
import { addressOf, type Host, MEMBERS, openHost } from './host.ts';
import { Lives } from './lives.ts';
import { type LetterSeen, Mailbox, reply } from './mailbox.ts';
import { type Random, seeded } from './random.ts';

export interface Result {
  readonly carrier: 'honours the key' | 'plain SMTP';
  readonly kills: number;
  readonly rounds: number;
  readonly letters: number;
  readonly replies: number;
  readonly lettersMissing: number;
  readonly lettersDoubled: number;
  /** The most letters that one life had delivered and a later one delivered again. */
  readonly mostDoubledByALife: number;
  /** Where the carrier honours keys: letters offered again with the same bytes, and taken once. */
  readonly lettersRepeated: number;
  /** Letters that came again with other bytes under the same key. */
  readonly lettersChanged: number;
  readonly repliesLost: number;
  readonly repliesDoubled: number;
  readonly strangeDeaths: readonly string[];
}

interface Round {
  readonly question: string;
  readonly prompt: string;
  /** Words that a digest must show, each once. */
  readonly words: readonly string[];
}

const HOUR = 60 * 60 * 1000;

/** Rounds of asking, answering and digests, through as many deaths as asked; then one life that isn't killed, and the count. */
export async function campaign(options: {
  readonly keyed: boolean;
  readonly kills: number;
  readonly seed: number;
  readonly progress: (kills: number) => void;
}): Promise<Result> {
  const random = seeded(options.seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'crewtide-crash-'));
  const sink = await startSmtpSink({ keyed: options.keyed });
  const operatorKey = randomBytes(24).toString('hex');
  const secret = randomBytes(32).toString('base64');
  /** How many letters the carrier had taken when each life began. */
  const births: number[] = [];
  const base = { dataDir, smtpUrl: sink.url, operatorKey, secret };
  const lives = new Lives(base, random, () => births.push(sink.messages.length));
  const mailbox = new Mailbox(sink);
  const rounds: Round[] = [];
  try {
    const host = await openHost(lives, operatorKey);
    // A prompt that meets a member without a welcome waits a while; the clock under test runs in real time.
    await lettersWhen(lives, mailbox, isWelcome);
    while (lives.kills < options.kills) {
      rounds.push(await playRound(lives, host, mailbox, random, rounds.length));
      options.progress(lives.kills);
    }
    lives.makeImmortal();
    await lives.tell({ do: 'idle' });
    const counted = await count(lives, host, mailbox, rounds);
    return {
      carrier: options.keyed ? 'honours the key' : 'plain SMTP',
      kills: lives.kills,
      rounds: rounds.length,
      lettersChanged: sink.violations.length,
      lettersRepeated: sink.repeats.length,
      mostDoubledByALife: mostDoubledByALife(sink, births),
      strangeDeaths: lives.strangeDeaths,
      ...counted,
    };
  } finally {
    await lives.end();
    await sink.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function mostDoubledByALife(sink: SmtpSink, births: readonly number[]): number {
  const lifeOf = (order: number) => births.filter((birth) => birth <= order).length;
  const lastOf = new Map(sink.messages.map(({ letter, order }) => [letter, order]));
  const repeatedLater = sink.messages.filter(({ letter, order }) => lastOf.get(letter) !== order);
  const byLife = new Map<number, number>();
  for (const { order } of repeatedLater) byLife.set(lifeOf(order), (byLife.get(lifeOf(order)) ?? 0) + 1);
  return Math.max(0, ...byLife.values());
}

async function playRound(
  lives: Lives,
  host: Host,
  mailbox: Mailbox,
  random: Random,
  number: number,
): Promise<Round> {
  const question = `Round ${number} of asking`;
  const digestAt = new Date(lives.now() + HOUR).toISOString().slice(0, 16);
  const prompt = await host.ask(question, digestAt);
  const letters = await lettersWhen(
    lives,
    mailbox,
    (letter) => letter.text.includes(`${question}\n`) && !isDigest(letter),
  );
  const words: string[] = [];
  for (const letter of letters) {
    if (random() < 0.25) continue;
    const said = `word-${number}-${letter.to.split('@')[0]}`;
    words.push(said);
    const times = random() < 0.25 ? 2 : 1;
    for (let time = 0; time < times; time += 1) await reply(lives, letter, said, said);
  }
  await lives.tell({ do: 'idle' });
  await lives.moveClock(2 * HOUR);
  await lives.tell({ do: 'idle' });
  return { question, prompt, words };
}

const isWelcome = (letter: LetterSeen): boolean => !letter.text.includes('Round ');
const isDigest = (letter: LetterSeen): boolean => letter.subject.startsWith('Re: ');

/** One letter of each member, once they have come. */
async function lettersWhen(
  lives: Lives,
  mailbox: Mailbox,
  wanted: (letter: LetterSeen) => boolean,
): Promise<LetterSeen[]> {
  for (let turn = 0; turn < 300; turn += 1) {
    await lives.tell({ do: 'idle' });
    const byRecipient = new Map(
      (await mailbox.letters()).filter(wanted).map((letter) => [letter.to, letter]),
    );
    if (byRecipient.size === MEMBERS.length) return [...byRecipient.values()];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [];
}

async function count(lives: Lives, host: Host, mailbox: Mailbox, rounds: readonly Round[]) {
  const letters = await mailbox.letters();
  const seen = {
    letters: letters.length,
    replies: 0,
    lettersMissing: 0,
    lettersDoubled: 0,
    repliesLost: 0,
    repliesDoubled: 0,
  };
  /** One letter of the kind for every member. */
  const expect = (wanted: (letter: LetterSeen) => boolean) => {
    for (const name of MEMBERS) {
      const got = letters.filter((letter) => letter.to === addressOf(name) && wanted(letter));
      if (got.length === 0) seen.lettersMissing += 1;
      seen.lettersDoubled += Math.max(0, got.length - 1);
    }
  };
  expect(isWelcome);
  for (const round of rounds) {
    const about = letters.filter((letter) => letter.text.includes(`${round.question}\n`));
    expect((letter) => about.includes(letter) && !isDigest(letter));
    if (round.words.length > 0) expect((letter) => about.includes(letter) && isDigest(letter));
    const recorded = await lives.tell({
      do: 'count-replies',
      congregation: host.congregation,
      prompt: round.prompt,
    });
    seen.replies += round.words.length;
    seen.repliesLost += Math.max(0, round.words.length - recorded);
    seen.repliesDoubled += Math.max(0, recorded - round.words.length);
    for (const digest of about.filter(isDigest)) {
      for (const word of round.words) {
        const times = digest.text.split(new RegExp(`${word}(?![a-z])`)).length - 1;
        if (times === 0) seen.repliesLost += 1;
        if (times > 1) seen.repliesDoubled += 1;
      }
    }
  }
  return seen;
}
