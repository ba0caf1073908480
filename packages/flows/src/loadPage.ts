import {
  type Crew,
  type FrozenLetter,
  hasEnded,
  type Letter,
  type LetterPage,
  type Member,
  type Prompt,
  type Stored,
} from '@crewtide/domain';
import type { CongregationStore } from './ports.ts';

/** A letter of a page, with what its leaving hangs on. */
export interface Loaded {
  readonly letter: Stored<Letter>;
  readonly member: Stored<Member> | undefined;
  readonly frozen: Stored<FrozenLetter> | undefined;
  /** The Message-ID of the letter that it follows. */
  readonly follows: string | undefined;
  /** The one whose letter it is. */
  readonly crew: Crew | undefined;
  /** The one that it asks: it may be over before the letter leaves. */
  readonly prompt: Prompt | undefined;
}

/** The letters of a page that have not ended, and those of its batches, which are repeated whole. */
export async function loadPage(store: CongregationStore, page: LetterPage): Promise<readonly Loaded[]> {
  const together = new Set((page.batches ?? []).flatMap(({ letters }) => letters));
  const letters = (await store.getMany('letter', page.letters)).filter(
    (letter) => !hasEnded(letter) || together.has(letter.id),
  );
  const open = letters.filter((letter) => !hasEnded(letter));
  const offered = letters.filter(({ state }) => state.name !== 'planned' || 'frozen' in state);
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
  return letters.map((letter) => ({
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
