import type { MemberId } from './ids.ts';
import type { News } from './letterContent.ts';
import type { Member } from './member.ts';
import { hostOf, meetingsLeft, startOf, turnFor } from './occasions.ts';
import type { Arranged, Meeting, Season } from './season.ts';
import type { Instant } from './time.ts';

/** How a meeting stood for whoever is told: `'unheard-of'` where she knows of none. */
export type Heard = Arranged | 'unheard-of';

/** From where news are seen: whose letter it is, and who else is in the crew. */
export interface View {
  readonly season: Season;
  readonly viewer: Pick<Member, 'id'>;
  readonly members: readonly Member[];
  readonly now: Instant;
}

/** What differs between how meetings stood and how they stand in the season, by their times; nothing of what has passed. */
export function newsSince(heard: (meeting: Meeting) => Heard, view: View): readonly News[] {
  const news = view.season.meetings
    .flatMap((meeting) => newsOf(meeting, heard(meeting), view))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((each) => each.news);
  const cancelled = news.filter((each) => each.news === 'cancelled');
  if (cancelled.length === 0 || meetingsLeft(view.season, view.now).length > 0) return news;
  const rest = cancelled.length === 1 ? news : news.filter((each) => each.news !== 'cancelled');
  return [...rest, { news: 'ended' }];
}

/** What the crew was told of it last. */
export const lastHeard = (meeting: Meeting): Heard => meeting.told ?? meeting;

interface Dated {
  readonly at: Instant;
  readonly news: News;
}

function newsOf(meeting: Meeting, heard: Heard, view: View): readonly Dated[] {
  const { season, now } = view;
  const at = startOf(season, meeting);
  const known = knownFrom(meeting, heard);
  const from = known && startOf(season, known);
  if (!meeting.on) return from && from > now ? [{ at: from, news: { news: 'cancelled', at: from } }] : [];
  if (known === undefined || from === undefined) {
    return at > now ? [{ at, news: { news: 'added', at, place: meeting.place } }] : [];
  }
  if (at <= now && from <= now) return [];
  const news: News[] = [];
  if (from !== at) news.push({ news: 'moved', from, to: at });
  if (known.place !== meeting.place) news.push({ news: 'place', at, place: meeting.place });
  const host = hostOf(season, meeting, view.members, now);
  if (host?.id !== expectedHost(known, view)) {
    const turn = turnFor(view.viewer, host);
    news.push({ news: 'host', at, ...(turn === undefined ? {} : { host: turn }) });
  }
  return news.map((each) => ({ at, news: each }));
}

/** Whoever left the crew's letters is passed over by all of them; who left the crew is still expected. */
const expectedHost = (known: Arranged, { season, members, now }: View): MemberId | undefined =>
  members.some(({ id }) => id === known.host) ? hostOf(season, known, members, now)?.id : known.host;

/** The meeting as somebody expects it; undefined where she expects none. Whoever was asked before it expects it. */
function knownFrom(meeting: Meeting, heard: Heard): Arranged | undefined {
  if (heard === 'unheard-of') return meeting.prompted === 'asked' && !meeting.on ? meeting : undefined;
  return heard.on ? heard : undefined;
}
