import { congregationId, instant, type Template } from '@crewtide/domain';
import type { TestHouse } from '../support/house.ts';
import { replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import type { ApiHouse } from './apiHouse.ts';
import { SEASON, type SeasonStory, seasonOver } from './seasonStory.ts';

/** What members wrote to their crew, to nobody, or to those who lead them. */
export const PLANTED = {
  answer: 'wisteria-behind-the-shed',
  note: 'running-late-with-cake',
  liked: 'marzipan-on-the-piano',
  no: 'no-more-lighthouses',
  unclear: 'perhaps-a-hammock',
} as const;

/** Carries out what is due, hour by hour, until then. */
export async function playUntil({ deps, clock, settleAt }: TestHouse, until: string): Promise<void> {
  const end = instant.parse(until);
  for (
    let due = await deps.store.nextDue(clock.now());
    due !== undefined && due < end;
    due = await deps.store.nextDue(clock.now())
  ) {
    await settleAt(due);
  }
  await settleAt(end);
}

/** The newest letter of a kind that came to somebody. @throws Error when none did */
export async function newest(
  { house, willow }: Pick<SeasonStory, 'house' | 'willow'>,
  name: string,
  template: Template,
): Promise<DeliveredMail> {
  const store = house.deps.store.of(congregationId.parse(willow.id));
  for (const mail of house.mailOf(`${name.toLowerCase()}@example.org`).toReversed()) {
    const letter = await store.get('letter', mail.key);
    if (letter?.content.template === template) return mail;
  }
  throw new Error(`no ${template} came to ${name}`);
}

export interface ReviewStory extends SeasonStory {
  /** What became of the reply. */
  replies(name: string, to: Template, words: string, from?: string): Promise<string>;
}

/**
 * A season of two meetings whose review has been answered: yes by Ana, Bo and Cleo, no by Dee, once from an address that nobody
 * knows; Eli is silent, Fay unclear. The outcome is due on 16 December at 18:00.
 */
export async function reviewedOver(api: ApiHouse): Promise<ReviewStory> {
  const plan = { ...SEASON, rhythm: { every: 'week' }, meetings: 2 };
  const story = await seasonOver(api, ['Ana', 'Bo', 'Cleo', 'Dee', 'Eli', 'Fay'], plan);
  const { house } = story;
  const replies: ReviewStory['replies'] = async (name, to, words, from) =>
    house.comesIn(
      await replyTo(await newest(story, name, to), { words, ...(from === undefined ? {} : { from }) }),
    );
  await playUntil(house, '2026-11-29T12:00:00.000Z');
  await replies('Cleo', 'prompt', `Time for the ${PLANTED.answer}, please.`);
  await playUntil(house, '2026-12-01T12:00:00.000Z');
  await replies('Dee', 'digest', `I am ${PLANTED.note}.`);
  await playUntil(house, '2026-12-09T12:00:00.000Z');
  for (const name of ['Ana', 'Bo', 'Cleo']) {
    await replies(name, 'review', `1. The ${PLANTED.liked}.\n2. Nothing.\n3. Yes\n4. No.\n5. No.`);
  }
  await replies('Dee', 'review', `3. No. ${PLANTED.no}.`, 'dee.other@example.net');
  await replies('Dee', 'review', `1. Us.\n2. Nothing.\n3. No, ${PLANTED.no}.\n4. No.\n5. No.`);
  await replies('Fay', 'review', `3. ${PLANTED.unclear}, it depends.`);
  await house.settle();
  return { ...story, replies };
}
