import {
  batchesOf,
  type Change,
  hasEnded,
  type Instant,
  type Letter,
  type LetterBatch,
  type LetterId,
  type LetterPage,
  type Member,
  mayTryAgain,
  parked as parkedAt,
  replace,
  type Stored,
  tried,
} from '@crewtide/domain';
import { letterChanges } from './letterChanges.ts';
import type { Loaded } from './loadPage.ts';
import type { Carrier, Delivery } from './ports.ts';

/** A letter on its way, under the version that it has once the claim is committed. */
export interface OnItsWay {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member> | undefined;
}

/** One call of the carrier. */
export interface Request {
  /** In the call's order; undefined for one that has ended and goes along because the call is repeated whole. */
  readonly letters: readonly (OnItsWay | undefined)[];
  /** Absent where a letter leaves alone, under its own id. */
  readonly batch: LetterBatch | undefined;
  readonly call: () => Promise<readonly Delivery[]>;
}

/** A letter that leaves now for the first time, or by itself again. */
export interface Frozen extends OnItsWay {
  readonly bytes: Uint8Array;
  /** A carrier may have it: it leaves by itself, as it did then. */
  readonly isRepeated: boolean;
}

export interface Repeated {
  readonly changes: readonly Change[];
  readonly requests: readonly Request[];
  /** Their batch can't be repeated any more. */
  readonly parked: readonly Letter[];
  /** Bytes of all requests together. */
  readonly weight: number;
}

/**
 * The batches of a page that a carrier may have: the same letters in the same order, those too that have ended since, and
 * nobody is asked. One whose letters have all ended is done; one that can't be repeated as it was has its letters parked.
 */
export function repeatedBatches(
  carrier: Carrier,
  page: LetterPage,
  loaded: readonly Loaded[],
  now: Instant,
): Repeated {
  const changes: Change[] = [];
  const requests: Request[] = [];
  const parked: Letter[] = [];
  let weight = 0;
  const loadedOf = new Map(loaded.map((each) => [each.letter.id, each]));
  for (const batch of page.batches ?? []) {
    const members = batch.letters.flatMap((id) => loadedOf.get(id) ?? []);
    const open = members.filter(({ letter }) => !hasEnded(letter));
    if (open.length === 0) continue;
    const bytes = members.flatMap(({ frozen }) => (frozen?.carrier === carrier.name ? [frozen.bytes] : []));
    const isWhole = bytes.length === batch.letters.length;
    const { batches } = carrier;
    if (batches === undefined || !isWhole || !open.every(({ letter }) => mayTryAgain(letter, now))) {
      for (const { letter, member } of open) {
        const unknown = parkedAt(letter, now);
        changes.push(...letterChanges(letter, member, unknown));
        parked.push(unknown);
      }
      continue;
    }
    const letters = members.map(({ letter, member }) =>
      hasEnded(letter)
        ? undefined
        : { letter: { ...tried(letter, now), version: letter.version + 1 }, member },
    );
    changes.push(...open.map(({ letter }) => replace(letter, tried(letter, now))));
    requests.push({ letters, batch, call: () => batches.deliver(batch.key, bytes) });
    weight += bytes.reduce((sum, { length }) => sum + length, 0);
  }
  return { changes, requests, parked, weight };
}

/** In batches as far as the carrier takes them and none of it may be there already; the others one by one. */
export function requestsFor(
  carrier: Carrier,
  page: Stored<LetterPage>,
  frozen: readonly Frozen[],
): readonly Request[] {
  const { batches } = carrier;
  if (batches === undefined) return frozen.map((each) => alone(carrier, each));
  const joining = frozen.filter(({ bytes, isRepeated }) => !isRepeated && batches.mayJoin(bytes));
  const frozenOf = new Map(joining.map((each) => [each.letter.id, each]));
  const together = batchesOf(page, [...frozenOf.keys()], batches.most).map((batch): Request => {
    const letters = batch.letters.flatMap((id) => frozenOf.get(id) ?? []);
    for (const id of batch.letters) frozenOf.delete(id);
    const bytes = letters.map((each) => each.bytes);
    return { letters, batch, call: () => batches.deliver(batch.key, bytes) };
  });
  const left = frozen.filter((each) => !joining.includes(each) || frozenOf.has(each.letter.id));
  return [...together, ...left.map((each) => alone(carrier, each))];
}

function alone(carrier: Carrier, frozen: Frozen): Request {
  const { letter, bytes } = frozen;
  return { letters: [frozen], batch: undefined, call: async () => [await carrier.deliver(letter.id, bytes)] };
}

/** In the page's order of the first letter that each of them brings. */
export function inTurn(requests: readonly Request[], order: readonly LetterId[]): readonly Request[] {
  const place = new Map(order.map((id, at) => [id, at]));
  const first = ({ letters }: Request): number =>
    Math.min(...letters.map((each) => (each && place.get(each.letter.id)) ?? order.length));
  return requests.toSorted((a, b) => first(a) - first(b));
}

/** Names a request in the log. */
export const firstOf = ({ letters }: Request): LetterId | undefined =>
  letters.find((each) => each !== undefined)?.letter.id;
