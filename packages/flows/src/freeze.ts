import {
  answered,
  type Change,
  type Congregation,
  cancelled,
  consentTo,
  create,
  type FrozenLetter,
  givenUp,
  type Letter,
  type LetterPage,
  later,
  mayTryAgain,
  parked as parkedAt,
  replace,
  type Stored,
  tried,
} from '@crewtide/domain';
import { letterChanges } from './letterChanges.ts';
import { congregationOf } from './load.ts';
import { type Loaded, loadPage } from './loadPage.ts';
import { type Addressed, outgoing } from './outgoing.ts';
import type { CongregationStore, Sending } from './ports.ts';
import { type Frozen, inTurn, type Request, repeatedBatches, requestsFor } from './requests.ts';

/** RFC 3463: other or undefined media error. */
const NOT_COMPOSED = '5.6.0';

/** So many frozen bytes, and as much again of letters, stay below a transaction's 4 MB. */
const BYTES_AT_ONCE = 1_500_000;

/** A record holds 400 KB, its name among them. */
const MOST_BYTES = 400_000;

/** Kept beyond the sending, so that a reply can be read with the letter at hand. */
const FROZEN_KEPT = { days: 90 } as const;

export interface ReadyToSend {
  readonly changes: readonly Change[];
  /** What may be asked of the carrier once the changes are committed, in the page's turns. */
  readonly requests: readonly Request[];
  /** Letters that will not be offered: their fate can't be told any more, or they can't be written. */
  readonly parked: readonly Letter[];
  /** A letter has to wait: for its member's welcome, or because the others fill a transaction. */
  readonly waiting: boolean;
}

/**
 * What of a page may be offered now. A letter that a carrier may have is repeated with the bytes it had then, and with those
 * that it left with; any other is asked for consent here, for the last time, rendered and frozen.
 */
export async function readyToSend(
  deps: Sending,
  store: CongregationStore,
  page: Stored<LetterPage>,
): Promise<ReadyToSend> {
  const loaded = await loadPage(store, page);
  const repeated = repeatedBatches(deps.carrier, page, loaded, deps.clock.now());
  const together = new Set((page.batches ?? []).flatMap(({ letters }) => letters));
  const others = loaded.filter(({ letter }) => !together.has(letter.id));
  const alone = await freezeEach(deps, others, await congregationOf(store), repeated.weight);
  const requests = [...repeated.requests, ...requestsFor(deps.carrier, page, alone.frozen)];
  return {
    changes: [...repeated.changes, ...alone.changes],
    requests: inTurn(requests, page.letters),
    parked: [...repeated.parked, ...alone.parked],
    waiting: alone.waiting,
  };
}

async function freezeEach(
  deps: Sending,
  loaded: readonly Loaded[],
  congregation: Congregation,
  alreadyBytes: number,
) {
  const now = deps.clock.now();
  const changes: Change[] = [];
  const frozen: Frozen[] = [];
  const parked: Letter[] = [];
  let waiting = false;
  let weight = alreadyBytes;
  for (const { letter, member, frozen: kept, follows, crew, prompt } of loaded) {
    const isRepeated = letter.state.name === 'sending';
    const consent = isRepeated ? undefined : consentTo(letter, member, now, crew, prompt);
    if (consent?.letter === 'waits' || weight > BYTES_AT_ONCE) {
      waiting = true;
      continue;
    }
    if (consent?.letter === 'never') {
      changes.push(...letterChanges(letter, member, cancelled(letter, consent.reason, now)));
      continue;
    }
    const late = givenUp(letter, now);
    if (late !== undefined) {
      changes.push(...letterChanges(letter, member, late));
      parked.push(late);
      continue;
    }
    const ours = kept?.carrier === deps.carrier.name;
    const mayLeave = !isRepeated || (ours && mayTryAgain(letter, now));
    if (member === undefined || !mayLeave) {
      const unknown = parkedAt(letter, now);
      changes.push(...letterChanges(letter, member, unknown));
      parked.push(unknown);
      continue;
    }
    const bytes = ours ? kept.bytes : await composed(deps, { letter, to: member, congregation, follows });
    if (bytes === undefined) {
      const impossible = answered(letter, { outcome: 'refused', status: NOT_COMPOSED }, now);
      changes.push(...letterChanges(letter, member, impossible));
      parked.push(impossible);
      continue;
    }
    weight += bytes.length;
    if (!ours) {
      const record: FrozenLetter = {
        kind: 'frozen-letter',
        id: letter.id,
        carrier: deps.carrier.name,
        bytes,
        expiresAt: later(now, FROZEN_KEPT),
      };
      changes.push(kept === undefined ? create(record) : replace(kept, record));
    }
    const trying = tried(letter, now);
    changes.push(replace(letter, trying));
    frozen.push({ letter: { ...trying, version: letter.version + 1 }, member, bytes, isRepeated });
  }
  return { changes, frozen, parked, waiting };
}

/** A letter that can't be rendered or written as mail must not keep the others of its page from leaving. */
async function composed(deps: Sending, addressed: Addressed): Promise<Uint8Array | undefined> {
  try {
    const bytes = await deps.carrier.freeze(await outgoing(deps, addressed));
    if (bytes.length <= MOST_BYTES) return bytes;
    deps.log.error('letter too large', { letter: addressed.letter.id, bytes: bytes.length });
    return undefined;
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : 'unknown';
    deps.log.error('letter not composed', { letter: addressed.letter.id, fault: name });
    return undefined;
  }
}
