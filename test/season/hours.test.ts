import { localDateTime, replace, timeZone } from '@crewtide/domain';
import { strike } from '@crewtide/flows';
import { expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { askedCrewIn, congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';

const openHouse = houses();
const countOf = (house: TestHouse, name: string) => house.mailOf(addressOf(name)).length;

test('a prompt and its digest come at their hour on the crew’s clock, on both sides of a change to summer time', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const crew = await willow.crew('Ana', 'Bo');
  await willow.prompt(crew, { promptAt: '2027-03-27T09:00', digestAt: '2027-03-29T09:00' });
  const due = [];
  for (let next = await house.deps.store.nextDue(house.clock.now()); next; ) {
    due.push(next);
    await house.settleAt(next);
    if (due.length === 1) await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'Spring.' }));
    next = await house.deps.store.nextDue(house.clock.now());
  }
  expect(due).toEqual(['2027-03-27T09:00:00.000Z', '2027-03-29T08:00:00.000Z']);
  expect(countOf(house, 'Bo')).toBe(3);
});

test('a digest whose zone has new rules since it was planned is not sent before its hour', async () => {
  const { house, willow, prompt } = await askedCrewIn(await openHouse());
  await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'Not yet.' }));
  const appointment = await willow.store.get('appointment', `digest#${prompt}`);
  if (appointment === undefined) throw new Error('an appointment');
  const early = instantOf('2026-11-25T08:00:00.000Z');
  await willow.store.commit([replace(appointment, { ...appointment, due: early })]);
  await house.settleAt(early);
  expect(countOf(house, 'Bo')).toBe(2);
  expect(await strike(house.deps, willow.id, appointment.id)).toBe('not-due');
  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  expect(countOf(house, 'Bo')).toBe(3);
});

test('after an outage past its digest a prompt is dropped, and nobody is written to', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const prompt = await willow.prompt(await willow.crew('Ana', 'Bo'));
  await house.settleAt(instantOf('2026-11-25T09:30:00.000Z'));
  expect((await willow.store.get('prompt', prompt))?.state).toBe('dropped');
  expect(countOf(house, 'Ana')).toBe(1);
  expect((await willow.store.list('appointment', { limit: 10 })).items).toEqual([]);
});

test('after an outage past its use a digest is not sent, and the next one brings its answers', async () => {
  const { house, willow, crew } = await askedCrewIn(await openHouse());
  await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' }));
  await house.settleAt(instantOf('2026-11-27T09:00:00.000Z'));
  expect(countOf(house, 'Bo')).toBe(2);
  await willow.prompt(crew, { question: 'And now?', digestAt: '2026-11-28T09:00' });
  await house.settle();
  await house.settleAt(instantOf('2026-11-28T09:00:00.000Z'));
  const { text } = await opened(willow.newest('Bo'));
  expect(text).toContain('Quiet mornings.');
  expect(text).toContain('What would help you most?');
});

test('a letter that is no use any more when its carrier is back is not sent', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  await willow.prompt(await willow.crew('Ana', 'Bo'));
  house.carrier.next('later', 'later');
  await house.settle();
  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  expect(countOf(house, 'Ana') + countOf(house, 'Bo')).toBe(2);
});

test('an appointment with what is no longer there is struck out', async () => {
  const { house, willow, prompt } = await askedCrewIn(await openHouse());
  const digest = await willow.store.get('appointment', `digest#${prompt}`);
  const record = await willow.store.get('prompt', prompt);
  if (!digest || !record) throw new Error('a prompt with its digest');
  await willow.store.commit([{ change: 'remove', record }]);
  const { version: _, ...kept } = digest;
  const ask = { ...kept, id: 'ask#gone', errand: { name: 'ask', prompt } } as const;
  await willow.store.commit([{ change: 'create', record: ask }]);
  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  expect((await willow.store.list('appointment', { limit: 10 })).items).toEqual([]);
  expect(countOf(house, 'Bo')).toBe(2);
});

test('a member reads when the digest comes on her own clock', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const ana = await willow.store.get('member', await willow.idOf('Ana'));
  if (ana === undefined) throw new Error('Ana is a member');
  await willow.store.commit([replace(ana, { ...ana, zone: timeZone.parse('Asia/Tokyo') })]);
  await willow.prompt(await willow.crew('Ana', 'Bo'), { digestAt: localDateTime.parse('2026-11-25T09:00') });
  await house.settle();
  const times = await Promise.all(
    ['Ana', 'Bo'].map(async (name) => (await opened(willow.newest(name))).text.match(/\b\d\d?:\d\d\b/)?.[0]),
  );
  expect(times).toEqual(['18:00', '09:00']);
});
