import {
  afterWait,
  type Change,
  hasEnded,
  type Instant,
  type Letter,
  type LetterBatch,
  type LetterId,
  type LetterPage,
  later,
  nextTry,
  nothing,
  remove,
  replace,
  type Stored,
  withBatches,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { letterChanges } from './letterChanges.ts';
import type { CongregationStore, Sending } from './ports.ts';
import type { OnItsWay } from './requests.ts';
import { tellOfUndeliverable } from './tellOfUndeliverable.ts';

/** How an offered letter stands after the carrier's answer. */
export interface Mark extends OnItsWay {
  readonly to: Letter;
}

export interface PageEnd {
  readonly finished: boolean;
  /** Whatever was offered has ended; the rest waits for no carrier. */
  readonly onlyWaits: boolean;
  /** The carrier said when to come again. */
  readonly waitSeconds: number | undefined;
  /** Those that will be repeated. */
  readonly batches: readonly LetterBatch[];
  /** The page's letters as they take turns at the next try. */
  readonly turns: readonly LetterId[];
}

/** The mark of an end changes at most two records: the letter and its member. */
const MARKS_A_COMMIT = 30;

/**
 * Marks the letters of a page, a transaction at a time. The last also ends or re-appoints the page, and gives those letters
 * back to the outbox that were put off: one of a batch is never planned while the page still says that the batch is open,
 * nor on its way once the page says nothing of it. A crash before it has the batch repeated whole.
 */
export async function markSent(
  deps: Sending,
  store: CongregationStore,
  page: Stored<LetterPage>,
  marks: readonly Mark[],
  end: PageEnd,
): Promise<void> {
  const changed = marks.filter((mark) => mark.to.state !== mark.letter.state);
  const ended = changed.filter((mark) => hasEnded(mark.to));
  const putOff = changed.filter((mark) => !hasEnded(mark.to));
  await tellOfUndeliverable(
    deps,
    store,
    ended.map((mark) => mark.to),
  );
  let done = 0;
  for (; ended.length - done > MARKS_A_COMMIT; done += MARKS_A_COMMIT) {
    await commitMarks(deps, store, ended.slice(done, done + MARKS_A_COMMIT), undefined);
  }
  await commitMarks(deps, store, [...ended.slice(done), ...putOff], { page, end });
}

async function commitMarks(
  deps: Sending,
  store: CongregationStore,
  marks: readonly Mark[],
  last: { readonly page: Stored<LetterPage>; readonly end: PageEnd } | undefined,
): Promise<void> {
  let fresh = true;
  await decideAndCommit(deps, store, async () => {
    const isOurs = last !== undefined && (fresh || (await isStillClaimed(store, last.page)));
    const current = fresh ? marks : await reloaded(store, marks, isOurs);
    fresh = false;
    const records = current.flatMap(({ letter, member, to }) => letterChanges(letter, member, to));
    if (isOurs) records.push(endOf(last.page, last.end, deps.clock.now()));
    return { decision: { ...nothing, records }, outcome: undefined };
  });
}

/** Nobody has claimed the page since, not even this worker in another lease. */
const isStillClaimed = async (store: CongregationStore, page: Stored<LetterPage>): Promise<boolean> =>
  (await store.get('letter-page', page.id))?.version === page.version;

/**
 * Something else changed a record meanwhile: a bounce that overtook us, a member who left, another worker. What has ended is
 * still said; that a letter was put off is no news once another has offered it again.
 */
async function reloaded(
  store: CongregationStore,
  marks: readonly Mark[],
  isOurs: boolean,
): Promise<readonly Mark[]> {
  const letters = await store.getMany(
    'letter',
    marks.map((mark) => mark.letter.id),
  );
  const members = await store.getMany('member', [...new Set(marks.map((mark) => mark.letter.to))]);
  const letterOf = new Map(letters.map((letter) => [letter.id, letter]));
  const memberOf = new Map(members.map((member) => [member.id, member]));
  return marks.flatMap((mark) => {
    const letter = letterOf.get(mark.letter.id);
    const isNews = letter !== undefined && !hasEnded(letter) && (isOurs || hasEnded(mark.to));
    return isNews ? [{ letter, member: memberOf.get(letter.to), to: mark.to }] : [];
  });
}

/** A letter that waits for a welcome, or for the rest of its page, does not wait for a carrier, and has not tried it. */
const SHORT_WAIT = { seconds: 10 } as const;

function endOf(page: Stored<LetterPage>, end: PageEnd, now: Instant): Change {
  if (end.finished) return remove(page);
  const { claimedBy: _, ...free } = withBatches(page, end.batches);
  return replace(page, { ...free, letters: [...end.turns], ...nextDue(page, end, now) });
}

/** Only a try that came to nothing has the page wait longer the next time. */
function nextDue({ tries }: LetterPage, { onlyWaits, waitSeconds }: PageEnd, now: Instant) {
  if (waitSeconds !== undefined) return { due: afterWait(now, waitSeconds), tries: tries - 1 };
  return onlyWaits ? { due: later(now, SHORT_WAIT), tries: tries - 1 } : { due: nextTry(now, tries) };
}
