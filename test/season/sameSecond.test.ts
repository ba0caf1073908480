import { type Decision, slotOfSeason } from '@crewtide/domain';
import { type Deps, receiveMail, strike } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { replyTo } from '../support/houseReply.ts';
import { OUTCOME_AT, reviewIn, type SeasonStory } from './reviewStory.ts';

const openHouse = houses();

/** The same house, in which something happens between what a door reads first and what it commits first. */
function between(deps: Deps, happens: () => Promise<unknown>): Deps {
  let hasHappened = false;
  return {
    ...deps,
    store: {
      ...deps.store,
      of(congregation) {
        const store = deps.store.of(congregation);
        return {
          ...store,
          async commit(changes: Decision['records'], global) {
            if (!hasHappened) {
              hasHappened = true;
              await happens();
            }
            return store.commit(changes, global);
          },
        };
      },
    },
  };
}

/** Her answer to the review, stored and not decided. */
async function stored({ house, letter }: SeasonStory, name: string, words: string): Promise<string> {
  const { bytes, envelope } = await replyTo(await letter(name, 'review'), { words });
  return house.deps.rawMail.put(envelope, bytes, house.clock.now());
}

describe('in the second of the outcome', () => {
  test('a yes that comes between what it reads and what it decides counts', async () => {
    const story = await reviewIn(await openHouse());
    for (const name of ['Ana', 'Bo']) await story.says(name, 'review', '3. Yes');
    const { deps, clock } = story.house;
    clock.goTo(instantOf(OUTCOME_AT));
    const { id } = await story.crew.season();
    const racing = between(deps, async () => receiveMail(deps, await stored(story, 'Cleo', '3. Yes')));
    expect(await strike(racing, story.willow.id, slotOfSeason(id))).toBe('carried-out');
    const crew = await story.willow.store.get('crew', story.crew.crew);
    expect(crew?.completedAt).toBeUndefined();
    expect(crew?.members).toHaveLength(3);
  });

  test('a yes that was stored and not decided, as after a crash, is decided first', async () => {
    const story = await reviewIn(await openHouse());
    for (const name of ['Ana', 'Bo']) await story.says(name, 'review', '3. Yes');
    await stored(story, 'Cleo', '3. Yes');
    const { deps, clock } = story.house;
    clock.goTo(instantOf('2026-12-16T22:00:00.000Z'));
    const { id } = await story.crew.season();
    await strike(deps, story.willow.id, slotOfSeason(id));
    expect((await story.crew.season()).state.name).toBe('reviewing');
    await story.until('2026-12-16T22:02:00.000Z');
    expect((await story.willow.store.get('crew', story.crew.crew))?.members).toHaveLength(3);
  });

  test('but mail that can’t be decided holds no outcome up', async () => {
    const story = await reviewIn(await openHouse());
    await stored(story, 'Cleo', '3. Yes');
    const { deps, clock } = story.house;
    const { id } = await story.crew.season();
    for (const at of ['2026-12-16T18:00:00.000Z', '2026-12-16T18:01:00.000Z']) {
      clock.goTo(instantOf(at));
      await strike(deps, story.willow.id, slotOfSeason(id));
    }
    expect((await story.crew.season()).state.name).toBe('ended');
  });
});
