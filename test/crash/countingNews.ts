import type { Host } from './host.ts';
import type { News } from './post.ts';

export interface NewsCounted {
  /** News that somebody said to have heard, of letters that hosts may see. */
  readonly news: number;
  readonly newsLost: number;
  readonly bounces: number;
}

/** What was heard must show in the end: a letter that came back as such, one that was delivered as that or as come back. */
export async function countNews(host: Host, news: readonly News[]): Promise<NewsCounted> {
  const states = new Map((await host.letters()).map(({ id, state }) => [id, state]));
  const seen = news.flatMap(({ happened, letter }) => {
    const state = states.get(letter);
    return state === undefined ? [] : [{ happened, state }];
  });
  const lost = seen.filter(
    ({ happened, state }) =>
      state.name !== 'bounced' && (happened === 'bounced' || state.deliveredAt === undefined),
  );
  const bounces = seen.filter(({ happened }) => happened === 'bounced');
  return { news: seen.length, newsLost: lost.length, bounces: bounces.length };
}
