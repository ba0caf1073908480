import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counted, count } from './counting.ts';
import { countNews, type NewsCounted } from './countingNews.ts';
import { type Crew, type Host, openHost } from './host.ts';
import { Lives } from './lives.ts';
import { Mailbox } from './mailbox.ts';
import { type Played, playSeason, type Stage, settle } from './playing.ts';
import type { Found, Post, Taken } from './post.ts';
import { type Random, seeded } from './random.ts';

export interface Result extends Readonly<Counted>, NewsCounted, Omit<Found, 'news'> {
  readonly carrier: Post['name'];
  readonly kills: number;
  readonly seasons: number;
  /** The most letters that one life had delivered and a later one delivered again; and how many may be. */
  readonly mostDoubledByALife: number;
  readonly mayDouble: number;
  readonly strangeDeaths: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;

/** Season after season, through as many deaths as asked; then one life that isn't killed, and the count. */
export async function campaign(options: {
  readonly open: (world: { readonly random: Random; readonly now: () => number }) => Promise<Post>;
  readonly kills: number;
  readonly seed: number;
  readonly progress: (kills: number) => void;
}): Promise<Result> {
  const random = seeded(options.seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'crewtide-crash-'));
  const post = await options.open({ random, now: () => lives.now() });
  const operatorKey = randomBytes(24).toString('hex');
  const secret = randomBytes(32).toString('base64');
  /** How many letters the carrier had taken when each life began. */
  const births: number[] = [];
  const lives: Lives = new Lives({ dataDir, post: post.life, operatorKey, secret }, random, {
    begun: () => births.push(post.taken.length),
    ready: post.born,
  });
  const mailbox = new Mailbox(post.taken);
  const played: Played[] = [];
  try {
    const host = await openHost(lives, operatorKey);
    const stage: Stage = { lives, host, post, mailbox, random };
    let crew: Crew | undefined;
    while (played.length === 0 || lives.kills < options.kills) {
      crew ??= await host.formCrew(`Tide ${played.length}`, dayAfter(lives.now(), 5));
      if (post.returns) await addSomebodyGone(host, post.returns, played.length);
      const goesOn = random() < 0.5;
      played.push(await playSeason(stage, crew, goesOn));
      crew = goesOn ? await nextOf(host, crew) : undefined;
      options.progress(lives.kills);
    }
    lives.makeImmortal();
    await settle(stage);
    const counted = await count(stage, played);
    const { news, ...found } = post.found();
    return {
      carrier: post.name,
      kills: lives.kills,
      seasons: played.length,
      mostDoubledByALife: mostDoubledByALife(post.taken, births),
      mayDouble: post.mayDouble,
      strangeDeaths: lives.strangeDeaths,
      ...found,
      ...counted,
      ...(await countNews(host, news)),
    };
  } finally {
    await lives.end();
    await post.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whose welcome comes back. */
async function addSomebodyGone(
  host: Host,
  returns: (address: string) => void,
  number: number,
): Promise<void> {
  const email = `gone-${number}@home.test`;
  returns(email);
  await host.add(`Gone ${number}`, email);
}

function mostDoubledByALife(taken: readonly Taken[], births: readonly number[]): number {
  const lifeOf = (order: number) => births.filter((birth) => birth <= order).length;
  const lastOf = new Map(taken.map(({ letter }, order) => [letter, order]));
  const byLife = new Map<number, number>();
  for (const [order, { letter }] of taken.entries()) {
    if (lastOf.get(letter) === order) continue;
    byLife.set(lifeOf(order), (byLife.get(lifeOf(order)) ?? 0) + 1);
  }
  return Math.max(0, ...byLife.values());
}

const dayAfter = (now: number, days: number): string => new Date(now + days * DAY).toISOString().slice(0, 10);

/** The crew with the season that its last outcome began. */
async function nextOf(host: Host, { id, season }: Crew): Promise<Crew> {
  const crew = await host.crew(id);
  if (crew.season === season) throw new Error('everybody said yes, and no season began');
  return crew;
}
