import { expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';

const openHouse = houses();

test('a crew is welcomed, asked, answers from its phones, reads itself in the same thread, and late words come next time', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo', 'Cleo');
  for (const name of ['Ana', 'Bo', 'Cleo']) {
    const { text, subject } = await opened(willow.newest(name));
    expect(subject).toBe('Hanna added you to Willow circle');
    expect(text).toContain('no thanks');
  }

  const crew = await willow.crew('Ana', 'Bo', 'Cleo');
  await willow.prompt(crew);
  await house.settle();
  const [anas, bos, cleos] = ['Ana', 'Bo', 'Cleo'].map((name) => willow.newest(name));
  if (!anas || !bos || !cleos) throw new Error('three prompts');
  expect((await opened(anas)).text).toContain('What would help you most?');
  expect(await house.comesIn(await replyTo(anas, { words: 'Quiet mornings.', style: 'top' }))).toBe(
    'counted',
  );
  expect(await house.comesIn(await replyTo(bos, { words: 'A walk together.', style: 'bottom' }))).toBe(
    'counted',
  );

  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  for (const name of ['Ana', 'Bo', 'Cleo']) {
    const prompt = house.mailOf(addressOf(name)).at(-2);
    const digest = await opened(willow.newest(name));
    expect(digest.text).toContain('Quiet mornings.');
    expect(digest.text).toContain('A walk together.');
    expect(digest.text).not.toContain('wrote:');
    expect(digest.header('in-reply-to')).toBe(`<${prompt?.messageId}>`);
    if (prompt)
      expect(digest.header('references')).toContain((await opened(prompt)).header('references').trim());
  }
  expect(await house.comesIn(await replyTo(cleos, { words: 'Sorry, later: soup.' }))).toBe('counted');

  await willow.prompt(crew, { question: 'And now?', digestAt: '2026-11-27T09:00' });
  await house.settle();
  await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'Now: rest.', style: 'inline' }));
  await house.settleAt(instantOf('2026-11-27T09:00:00.000Z'));
  const { text } = await opened(willow.newest('Bo'));
  expect(text).toContain('Now: rest.');
  expect(text).toContain('Sorry, later: soup.');
  expect(text).toContain('What would help you most?');
  expect(text).not.toContain('Quiet mornings.');
  expect(house.carrier.mailboxes).toHaveLength(3 + 3 + 3 + 3 + 3);
});
