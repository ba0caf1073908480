import type { Letter } from '@crewtide/domain';
import { ASKED } from '@crewtide/infra/asked';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIVE, seasonGoesOn } from '../season/goingOnStory.ts';
import { startDynamoDbLocal } from '../support/dynamoDbLocal.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { playUntil } from '../support/houseSeason.ts';
import { requires } from '../support/requires.ts';
import type { Mischief } from '../support/sqs/mischief.ts';
import { openAskedBook } from './askedBook.ts';
import type { Bundles } from './bundles.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { crewInCloud } from './cloudCongregation.ts';
import { houseIn } from './cloudHouse.ts';
import schedule from './events/schedule.json' with { type: 'json' };

const SEED = 20_261_124;

/** Whole stories through all functions, their queues and Resend. */
export function storiesPlay(built: () => Bundles): void {
  let engine: TestEngine;
  const book = openAskedBook();

  beforeAll(async () => {
    engine = await (requires('java') ? startDynamoDbLocal() : startEngine());
  });
  afterAll(() => engine.stop());

  /** Whatever happened: nothing that Resend would refuse, no private word in a log, and no hint to a queue without a link. */
  async function inCloud(table: string, story: (cloud: Cloud) => Promise<void>, mischief?: Mischief) {
    const cloud = await openCloud({ engine, bundles: built(), table, book, ...(mischief && { mischief }) });
    try {
      await story(cloud);
      expect(cloud.resend.violations).toEqual([]);
      expect(cloud.logged().join('\n')).not.toMatch(/@|Ana|Cleo|Hanna/);
      expect(cloud.logged().join('\n')).not.toContain('hints lost');
    } finally {
      await cloud.close();
    }
  }

  test('a season of five plays through the functions as it does on one machine', async () => {
    await inCloud('season', async (cloud) => seasonGoesOn(await crewInCloud(cloud, houseIn(cloud), FIVE)));
  }, 120_000);

  test(`queues that lose, double, delay and mix what is sent, and a webhook that never comes, change nothing (seed ${SEED})`, async () => {
    const mischief = { seed: SEED, drop: 0.3, double: 0.3, delay: 0.3, delaySeconds: 7_200, reorder: true };
    await inCloud(
      'mischief',
      async (cloud) => {
        const house = houseIn(cloud);
        const { willow } = await crewInCloud(cloud, house, {
          people: { Ana: 'Europe/Lisbon', Bo: 'Europe/Berlin', Cleo: 'Europe/Lisbon', Dee: 'Europe/Lisbon' },
          zone: 'Europe/Lisbon',
          season: { first: '2026-12-01', meetings: 2 },
        });
        await playUntil(house, '2026-11-29T22:00:00.000Z');
        const answer = await replyTo(willow.newest('Bo'), { words: 'My move to the coast.' });
        expect(await house.comesIn(answer)).toBe('counted');
        cloud.resend.nextWebhooks('drop');
        const missed = await replyTo(willow.newest('Dee'), { words: 'My garden.' });
        expect(await house.comesIn(missed)).toBe('not received');
        await cloud.invoke('sweep', schedule);
        await house.settle();
        await playUntil(house, '2026-12-01T21:00:00.000Z');
        const { text } = await opened(willow.newest('Ana'));
        expect(text).toContain('My move to the coast.');
        expect(text).toContain('My garden.');
        await playUntil(house, '2026-12-17T09:00:00.000Z');

        const { items } = await willow.store.list('letter', { limit: 1_000 });
        expect(items.filter(({ state }) => state.name !== 'sent').map(named)).toEqual([]);
        const got = cloud.resend.mailboxes.map(({ letterId }) => letterId).sort();
        expect(got).toEqual(items.map(({ id }) => id).sort());
        expect(items.length).toBeGreaterThan(4 * 6);
        expect(
          cloud.sqs.sent.filter(({ body }) => !/^\{"kind":"[a-z-]+"(,"[a-z]+":"[^"@ ]+"){1,2}\}$/.test(body)),
        ).toEqual([]);
      },
      mischief,
    );
  }, 120_000);

  test('whatever a function asked of AWS in these stories is listed, so that its role allows it', () => {
    expect(book.unlisted(ASKED)).toEqual([]);
  });
}

const named = ({ id, content, state }: Letter) => `${content.template} ${id} is ${state.name}`;
