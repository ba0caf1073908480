import type { HeldMail, HeldMailId, Letter, Stored, Template } from '@crewtide/domain';
import type { CongregationStore } from '@crewtide/flows';

/**
 * Whether hosts see that there is such a letter. They don't where that alone tells who wrote to her crew, who asked for what or
 * who answered a review: ../decisions/what-hosts-do-not-see.md
 */
const SEEN = {
  welcome: true,
  prompt: true,
  digest: true,
  note: false,
  'your-crew': true,
  change: true,
  echo: false,
  'change-unclear': false,
  farewell: true,
  review: true,
  'go-on': false,
  outcome: true,
  keepsake: false,
  receipt: true,
  confirm: true,
  'ask-sender': false,
  'no-words': true,
  unreadable: true,
  'host-notice': true,
} as const satisfies Record<Template, boolean>;

type SeenTemplate = { [T in Template]: (typeof SEEN)[T] extends true ? T : never }[Template];
export type SeenLetter = Letter & { readonly content: { readonly template: SeenTemplate } };

const isSeen = (name: string): name is SeenTemplate =>
  Object.entries(SEEN).some(([each, seen]) => seen && each === name);

export const SEEN_TEMPLATES = Object.keys(SEEN).filter(isSeen);

export const isSeenByHosts = <L extends Letter>(letter: L): letter is L & SeenLetter =>
  isSeen(letter.content.template);

/** Held mail without what would answer a review: whether somebody answered one is seen by nobody. */
export async function seenOf(
  store: CongregationStore,
  held: readonly Stored<HeldMail>[],
): Promise<readonly Stored<HeldMail>[]> {
  const ids = new Set(held.flatMap(({ letter }) => letter ?? []));
  const letters = ids.size === 0 ? [] : await store.getMany('letter', [...ids]);
  const private_ = new Set(letters.filter(isOfReview).map(({ id }) => id));
  return held.filter(({ letter }) => letter === undefined || !private_.has(letter));
}

const isOfReview = ({ content }: Letter): boolean =>
  content.template === 'review' || content.template === 'go-on';

export async function seenHeldMail(
  store: CongregationStore,
  id: HeldMailId,
): Promise<Stored<HeldMail> | undefined> {
  const held = await store.get('held-mail', id);
  return held === undefined ? undefined : (await seenOf(store, [held]))[0];
}
