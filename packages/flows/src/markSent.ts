import {
  type Change,
  hasEnded,
  type Letter,
  type LetterId,
  type LetterPage,
  later,
  type Member,
  nextTry,
  nothing,
  remove,
  replace,
  type Stored,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { letterChanges } from './letterChanges.ts';
import type { CongregationStore, Sending } from './ports.ts';
import { tellOfUndeliverable } from './tellOfUndeliverable.ts';

/** How an offered letter stands after the carrier's answer. */
export interface Mark {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member>;
  readonly to: Letter;
}

interface PageEnd {
  readonly finished: boolean;
  /** Whatever was offered has ended; the rest waits for no carrier. */
  readonly onlyWaits: boolean;
  /** The page's letters as they take turns at the next try. */
  readonly turns: readonly LetterId[];
}

/** A mark changes at most two records: the letter and its member. */
const MARKS_A_COMMIT = 30;

/** Marks the letters of a page, a transaction at a time; the last also ends or re-appoints the page. */
export async function markSent(
  deps: Sending,
  store: CongregationStore,
  sent: {
    readonly page: Stored<LetterPage>;
    readonly marks: readonly Mark[];
  } & PageEnd,
): Promise<void> {
  const changed = sent.marks.filter((mark) => mark.to.state !== mark.letter.state);
  await tellOfUndeliverable(
    deps,
    store,
    changed.map((mark) => mark.to),
  );
  const parts = Math.max(1, Math.ceil(changed.length / MARKS_A_COMMIT));
  for (let part = 0; part < parts; part += 1) {
    const marks = changed.slice(part * MARKS_A_COMMIT, (part + 1) * MARKS_A_COMMIT);
    await commitMarks(deps, store, marks, part === parts - 1 ? sent : undefined);
  }
}

async function commitMarks(
  deps: Sending,
  store: CongregationStore,
  marks: readonly Mark[],
  end: ({ readonly page: Stored<LetterPage> } & PageEnd) | undefined,
): Promise<void> {
  let fresh = true;
  await decideAndCommit(deps, store, async () => {
    const current = fresh ? marks : await reloaded(store, marks);
    const page = fresh ? end?.page : end && (await store.get('letter-page', end.page.id));
    fresh = false;
    const records = current.flatMap(({ letter, member, to }) => letterChanges(letter, member, to));
    if (end && page?.claimedBy === deps.worker) records.push(endOf(page, end, deps));
    return { decision: { ...nothing, records }, outcome: undefined };
  });
}

/** Something else changed a record meanwhile: a bounce that overtook us, a member who left. Only what has ended is still said. */
async function reloaded(store: CongregationStore, marks: readonly Mark[]): Promise<readonly Mark[]> {
  const letters = await store.getMany(
    'letter',
    marks.map((mark) => mark.letter.id),
  );
  const members = await store.getMany('member', [...new Set(marks.map((mark) => mark.member.id))]);
  const letterOf = new Map(letters.map((letter) => [letter.id, letter]));
  const memberOf = new Map(members.map((member) => [member.id, member]));
  return marks.flatMap((mark) => {
    const letter = letterOf.get(mark.letter.id);
    const member = memberOf.get(mark.member.id);
    return letter && member && !hasEnded(letter) && hasEnded(mark.to) ? [{ ...mark, letter, member }] : [];
  });
}

/** A letter that waits for a welcome, or for the rest of its page, does not wait for a carrier, and has not tried it. */
const SHORT_WAIT = { seconds: 10 } as const;

function endOf(page: Stored<LetterPage>, { finished, onlyWaits, turns }: PageEnd, deps: Sending): Change {
  if (finished) return remove(page);
  const { claimedBy: _, ...free } = page;
  const now = deps.clock.now();
  const next = onlyWaits
    ? { due: later(now, SHORT_WAIT), tries: page.tries - 1 }
    : { due: nextTry(now, page.tries) };
  return replace(page, { ...free, letters: [...turns], ...next });
}
