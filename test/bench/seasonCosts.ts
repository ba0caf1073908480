import { type Instant, type Letter, later, type Member } from '@crewtide/domain';
import { createCrew, receiveMail, sendPage, strike } from '@crewtide/flows';
import { measured } from '@crewtide/store';
import {
  type BenchHouse,
  congregationNumber,
  fillCongregation,
  MORNING,
  openBenchHouse,
} from './benchHouse.ts';
import { CIRCLE } from './circles.ts';
import { type Cost, costOf, each, linesOfCost, sum } from './costOf.ts';
import type { Line } from './measure.ts';
import { startSinkProcess } from './processes.ts';
import { replyTo } from './replyMessage.ts';
import { AGREED, FIRST, MEETINGS, PRACTICE } from './seasons.ts';

/**
 * The least that the laws allow, counted on paper for a season of five meetings of a crew of five in one zone in which everyone
 * answers once to each prompt and to the review; requests and write units. What is known at the same time is read by one
 * request, queries apart. Records are of up to 1 KB, but for the season, prompts and digests (2), "your crew" (3), and
 * frozen letters of 3 (digest, review, outcome), 4 (prompt) and 5 KB ("your crew"), as the bench's are. A
 * transaction's write costs 2 units a KB, its index entry 1 each way.
 *
 * Begin: who is in it and what the key did before; crews of the same people; commit the crew, the season, two marks, its step,
 * 5 letters and their page (3; 46). A page: itself, its letters, their members with crew and congregation; freeze; mark: 5,
 * and 117 for "your crew", 87 for prompts, 77 for digests, 57 for the review and the outcome.
 *
 * Ask: the appointment, the season with the congregation, the crew, its members with the practice; commit the season, its next
 * step, the prompt, its digest's hour, 5 letters and their page (5; 36). Reply: as in costs.ts (4; 4). Digest: the appointment,
 * its prompt, crew and season, members, replies, late replies; commit the prompt, the appointment's end, letters and page
 * (7; 28).
 *
 * Review: the appointment, the season with the congregation, the crew, its members, late replies; commit the season, its next
 * step, letters and page (6; 21). Reply to it: the letter, the member, commit the reply alone (3; 1). Outcome: as the
 * review, with the replies; commit the season, the crew, the appointment's end, letters and page (6; 22).
 */
const LEAST = {
  begin: { requests: 3 + 5, writeUnits: 46 + 117 },
  meeting: {
    requests: 5 + 5 + CIRCLE * 4 + 7 + 5,
    writeUnits: 36 + 87 + CIRCLE * 4 + 28 + 77,
  },
  end: {
    requests: 6 + 5 + CIRCLE * 3 + 6 + 5,
    writeUnits: 21 + 57 + CIRCLE * 1 + 22 + 57,
  },
} as const;

const leastOf = (unit: 'requests' | 'writeUnits'): number =>
  (LEAST.begin[unit] + MEETINGS * LEAST.meeting[unit] + LEAST.end[unit]) / (CIRCLE * MEETINGS);

/** Requests and write units of a whole season, for each member and meeting, beside the least. */
export async function benchSeasonCosts(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const house = await openBenchHouse(sink.port);
  try {
    return linesOfCost(
      'a season, for each member and meeting',
      each(await playSeason(house), CIRCLE * MEETINGS),
      { requests: leastOf('requests'), writeUnits: leastOf('writeUnits') },
      'from forming a crew of five through five meetings to its outcome, everyone answering, without looks into the agenda',
    );
  } finally {
    await house.close();
    sink.close();
  }
}

const BEGUN = later(MORNING, { days: -3 });

async function playSeason(house: BenchHouse): Promise<Cost> {
  const { deps } = house;
  const members = await fillCongregation(deps, 0, CIRCLE);
  const meter = measured(house.store.client);
  house.at(BEGUN);
  let cost = await costOf(meter, 1, () => begin(house, members));
  const counted = async (work: () => Promise<unknown>) => {
    cost = sum(cost, await costOf(meter, 1, work));
  };
  for (let now = BEGUN; ; ) {
    const [entry] = await deps.store.due(later(now, { milliseconds: 1 }), 1);
    if (entry?.kind === 'appointment') {
      await counted(() => strike(deps, entry.congregation, entry.id));
    } else if (entry?.kind === 'letter-page') {
      const letters = await lettersOf(house, entry.id);
      await counted(() => sendPage(deps, entry.congregation, entry.id));
      for (const raw of await answersTo(house, letters, members, now)) {
        await counted(() => receiveMail(deps, raw));
      }
    } else {
      const next = await deps.store.nextDue(now);
      if (next === undefined) break;
      now = next;
      house.at(now);
    }
  }
  await mustHaveEnded(house);
  return cost;
}

async function begin({ deps }: BenchHouse, members: readonly Member[]): Promise<void> {
  const [host] = members;
  if (host === undefined) throw new Error('nobody to begin');
  const request = { host: host.id, idempotency: { key: 'once', fingerprint: 'f'.repeat(43) } };
  const made = await createCrew(deps, deps.store.of(congregationNumber(0)), request, {
    name: 'Tide pool',
    members: members.map((member) => member.id),
    zone: host.zone,
    season: {
      ...AGREED,
      questions: [...AGREED.questions],
      first: FIRST,
      meetings: MEETINGS,
      practice: PRACTICE,
    },
  });
  if (made.outcome !== 'created') throw new Error(`the crew was ${made.outcome}`);
}

async function lettersOf({ deps }: BenchHouse, pageId: string): Promise<readonly Letter[]> {
  const store = deps.store.of(congregationNumber(0));
  const page = await store.get('letter-page', pageId);
  return store.getMany('letter', page?.letters ?? []);
}

/** Everyone's answer to a letter that asks, as stored raw mail. */
const answersTo = (
  { deps }: BenchHouse,
  letters: readonly Letter[],
  members: readonly Member[],
  now: Instant,
): Promise<readonly string[]> =>
  Promise.all(
    letters.flatMap((letter) => {
      const member = members.find(({ id }) => id === letter.to);
      const words = WORDS[letter.content.template];
      if (member === undefined || words === undefined) return [];
      const message = Buffer.from(replyTo(deps, { letter, member }, letter.slot, words));
      return [deps.rawMail.put({ from: member.addresses[0]?.email ?? '', to: [] }, message, now)];
    }),
  );

const WORDS: Readonly<Record<string, string>> = {
  prompt: 'My neighbour carried my shopping up three flights, and I have not thanked her yet.',
  review: '1. The quiet at the start.\n2. Nothing.\n3. No.',
};

async function mustHaveEnded({ deps }: BenchHouse): Promise<void> {
  const store = deps.store.of(congregationNumber(0));
  const { items } = await store.list('season', { limit: 2 });
  const replies = await store.list('reply', { limit: 100 });
  const asExpected =
    items.length === 1 &&
    items[0]?.state.name === 'ended' &&
    replies.items.length === CIRCLE * (MEETINGS + 1);
  if (!asExpected) throw new Error('the season did not go as the bench thinks');
}
