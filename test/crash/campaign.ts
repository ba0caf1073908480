import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';
import { type Counted, count } from './counting.ts';
import { type Crew, type Host, openHost } from './host.ts';
import { Lives } from './lives.ts';
import { Mailbox } from './mailbox.ts';
import { type Played, playSeason, type Stage } from './playing.ts';
import { seeded } from './random.ts';

export interface Result extends Readonly<Counted> {
  readonly carrier: 'honours the key' | 'plain SMTP';
  readonly kills: number;
  readonly seasons: number;
  /** The most letters that one life had delivered and a later one delivered again. */
  readonly mostDoubledByALife: number;
  /** Where the carrier honours keys: letters offered again with the same bytes, and taken once. */
  readonly lettersRepeated: number;
  /** Letters that came again with other bytes under the same key. */
  readonly lettersChanged: number;
  readonly strangeDeaths: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;

/** Season after season, through as many deaths as asked; then one life that isn't killed, and the count. */
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
  const played: Played[] = [];
  try {
    const host = await openHost(lives, operatorKey);
    const stage: Stage = { lives, host, mailbox, random };
    let crew: Crew | undefined;
    while (played.length === 0 || lives.kills < options.kills) {
      crew ??= await host.formCrew(`Tide ${played.length}`, dayAfter(lives.now(), 5));
      const goesOn = random() < 0.5;
      played.push(await playSeason(stage, crew, goesOn));
      crew = goesOn ? await nextOf(host, crew) : undefined;
      options.progress(lives.kills);
    }
    lives.makeImmortal();
    await lives.tell({ do: 'idle' });
    const counted = await count(stage, played);
    return {
      carrier: options.keyed ? 'honours the key' : 'plain SMTP',
      kills: lives.kills,
      seasons: played.length,
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

const dayAfter = (now: number, days: number): string => new Date(now + days * DAY).toISOString().slice(0, 10);

/** The crew with the season that its last outcome began. */
async function nextOf(host: Host, { id, season }: Crew): Promise<Crew> {
  const crew = await host.crew(id);
  if (crew.season === season) throw new Error('everybody said yes, and no season began');
  return crew;
}
