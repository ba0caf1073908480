import {
  answered,
  type Change,
  type Crew,
  cancelled,
  consentTo,
  create,
  type FrozenLetter,
  givenUp,
  hasEnded,
  type Letter,
  type LetterId,
  later,
  type Member,
  mayTryAgain,
  type Prompt,
  parked as parkedAt,
  replace,
  type Stored,
  tried,
} from '@crewtide/domain';
import { letterChanges } from './letterChanges.ts';
import { congregationOf } from './load.ts';
import { type Addressed, outgoing } from './outgoing.ts';
import type { CongregationStore, Sending } from './ports.ts';

/** RFC 3463: other or undefined media error. */
const NOT_COMPOSED = '5.6.0';

/** So many frozen bytes, and as much again of letters, stay below a transaction's 4 MB. */
const BYTES_AT_ONCE = 1_500_000;

/** A record holds 400 KB, its name among them. */
const MOST_BYTES = 400_000;

/** Kept beyond the sending, so that a reply can be read with the letter at hand. */
const FROZEN_KEPT = { days: 90 } as const;

/** A letter that may be offered to the carrier once the changes are committed; versions are those after the commit. */
export interface Ready {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member>;
  readonly frozen: Uint8Array;
}

export interface ReadyToSend {
  readonly changes: readonly Change[];
  readonly ready: readonly Ready[];
  /** Letters that will not be offered: their fate can't be told any more, or they can't be written. */
  readonly parked: readonly Letter[];
  /** A letter has to wait: for its member's welcome, or because the others fill a transaction. */
  readonly waiting: boolean;
}

interface Loaded {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member> | undefined;
  readonly frozen: Stored<FrozenLetter> | undefined;
  readonly follows: string | undefined;
  /** The one whose letter it is. */
  readonly crew: Crew | undefined;
  /** The one that it asks: it may be over before the letter leaves. */
  readonly prompt: Prompt | undefined;
}

/**
 * What of a page may be offered now. A letter that a carrier may have is repeated with the bytes it had then; any other is
 * asked for consent here, for the last time, rendered and frozen.
 */
export async function readyToSend(
  deps: Sending,
  store: CongregationStore,
  letterIds: readonly LetterId[],
): Promise<ReadyToSend> {
  const now = deps.clock.now();
  const loaded = await load(store, letterIds);
  const congregation = await congregationOf(store);
  const changes: Change[] = [];
  const ready: Ready[] = [];
  const parked: Letter[] = [];
  let waiting = false;
  let weight = 0;
  for (const { letter, member, frozen, follows, crew, prompt } of loaded) {
    const consent =
      letter.state.name === 'sending' ? undefined : consentTo(letter, member, now, crew, prompt);
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
    const ours = frozen?.carrier === deps.carrier.name;
    const repeatable = consent !== undefined || (ours && mayTryAgain(letter, now));
    if (member === undefined || !repeatable) {
      const unknown = parkedAt(letter, now);
      changes.push(...letterChanges(letter, member, unknown));
      parked.push(unknown);
      continue;
    }
    const bytes = ours ? frozen.bytes : await composed(deps, { letter, to: member, congregation, follows });
    if (bytes === undefined) {
      const impossible = answered(letter, { outcome: 'refused', status: NOT_COMPOSED }, now);
      changes.push(...letterChanges(letter, member, impossible));
      parked.push(impossible);
      continue;
    }
    weight += bytes.length;
    if (!ours) {
      const expiresAt = later(now, FROZEN_KEPT);
      const kept: FrozenLetter = {
        kind: 'frozen-letter',
        id: letter.id,
        carrier: deps.carrier.name,
        bytes,
        expiresAt,
      };
      changes.push(frozen === undefined ? create(kept) : replace(frozen, kept));
    }
    const trying = tried(letter, now);
    changes.push(replace(letter, trying));
    ready.push({ letter: { ...trying, version: letter.version + 1 }, member, frozen: bytes });
  }
  return { changes, ready, parked, waiting };
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

async function load(store: CongregationStore, ids: readonly LetterId[]): Promise<readonly Loaded[]> {
  const open = (await store.getMany('letter', ids)).filter((letter) => !hasEnded(letter));
  const offered = open.filter(({ state }) => state.name === 'sending' || 'frozen' in state);
  const [members, frozen, followed, crews, prompts] = await Promise.all([
    store.getMany('member', [...new Set(open.map((letter) => letter.to))]),
    store.getMany(
      'frozen-letter',
      offered.map((letter) => letter.id),
    ),
    store.getMany(
      'letter',
      open.flatMap((letter) => letter.follows ?? []),
    ),
    store.getMany('crew', [...new Set(open.flatMap((letter) => letter.crew ?? []))]),
    store.getMany('prompt', [...new Set(open.flatMap((letter) => askedBy(letter) ?? []))]),
  ]);
  const memberOf = new Map(members.map((member) => [member.id, member]));
  const frozenOf = new Map(frozen.map((each) => [each.id, each]));
  const messageIdOf = new Map(followed.map((letter) => [letter.id, messageIdIn(letter)]));
  const crewOf = new Map(crews.map((crew) => [crew.id, crew]));
  return open.map((letter) => ({
    letter,
    member: memberOf.get(letter.to),
    frozen: frozenOf.get(letter.id),
    follows: letter.follows && messageIdOf.get(letter.follows),
    crew: letter.crew && crewOf.get(letter.crew),
    prompt: promptIn(letter, prompts),
  }));
}

const askedBy = ({ content }: Letter) => (content.template === 'prompt' ? content.prompt : undefined);
const promptIn = (letter: Letter, prompts: readonly Prompt[]) =>
  prompts.find(({ id }) => id === askedBy(letter));

const messageIdIn = ({ state }: Letter): string | undefined =>
  'messageId' in state ? state.messageId : undefined;
