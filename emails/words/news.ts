import type { News, TimeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { oneLine } from './clean.ts';
import { cardinal } from './counting.ts';
import { atStart, hosts, type Turn } from './hosting.ts';
import { namesOf } from './people.ts';
import { dayIn, occasionTime, ownTime, timeAndAside } from './when.ts';

/** A sentence in three parts, the middle one being what is new; it ends with a colon where a place follows. */
export interface Told {
  readonly sentence: readonly [before: string, fresh: string, after: string];
  readonly place?: string;
}

/** One thing that changed, by the clock of whom it is told to. */
export function told(news: News, zone: TimeZone, to: Recipient): Told {
  const own = to.member.zone;
  switch (news.news) {
    case 'moved': {
      const [time, aside] = timeAndAside(news.to, own, zone);
      return { sentence: [`The meeting of ${ownTime(news.from, own)} moves to `, time, `${aside}.`] };
    }
    case 'cancelled':
      return { sentence: [`The meeting of ${occasionTime(news.at, own, zone)} is `, 'not held', '.'] };
    case 'added': {
      const [time, aside] = timeAndAside(news.at, own, zone);
      return {
        sentence: ['There is one more meeting: ', time, `${aside}, at this place:`],
        place: news.place,
      };
    }
    case 'place':
      return {
        sentence: [`The meeting of ${occasionTime(news.at, own, zone)} is at `, 'another place', ':'],
        place: news.place,
      };
    case 'host':
      return {
        sentence: ['', whoHosts(news.host), ` the meeting of ${occasionTime(news.at, own, zone)}.`],
      };
    case 'joined':
      return { sentence: ['Your crew is now ', namesOf(news.names), '.'] };
    case 'ended':
      return { sentence: ['', 'The season ends here.', ' What was still to come is not held.'] };
  }
}

const whoHosts = (turn: Turn): string =>
  turn === undefined ? 'Nobody is named to host' : atStart(hosts(turn));

/** What changed, in a few words for a subject: `moved to Thursday 10 December`. */
export function inShort(all: readonly News[], to: Recipient): string {
  const [only, ...others] = all;
  if (only === undefined || others.length > 0) return `${cardinal(all.length)} changes`;
  const own = to.member.zone;
  switch (only.news) {
    case 'moved':
      return `moved to ${ownTime(only.to, own)}`;
    case 'cancelled':
      return `no meeting on ${dayIn(only.at, own)}`;
    case 'added':
      return `one more meeting, ${dayIn(only.at, own)}`;
    case 'place':
      return `another place on ${dayIn(only.at, own)}`;
    case 'host':
      return `who hosts on ${dayIn(only.at, own)}`;
    case 'joined':
      return 'who is in it now';
    case 'ended':
      return 'the season ends';
  }
}

export const crewSubject = (crew: string, about: string): string => `${oneLine(crew, 28)}: ${about}`;
