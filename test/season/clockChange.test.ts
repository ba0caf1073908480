import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { showCalendar } from '../support/calendarReading.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { type CrewOptions, clockIn, crewIn, playUntil } from '../support/houseSeason.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

const openHouse = houses();

async function crewFrom(now: string, options: CrewOptions) {
  const house = await openHouse();
  house.clock.goTo(instantOf(now));
  const willow = await congregationIn(house);
  await crewIn(house, willow, options);
  return { house, willow };
}

/** When a calendar program shows the meetings of a letter. */
async function calendarIn(mail: DeliveredMail): Promise<readonly string[]> {
  const { attachments } = await PostalMime.parse(mail.bytes, { attachmentEncoding: 'utf8' });
  const file = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (typeof file?.content !== 'string') throw new Error('the letter has a calendar');
  return showCalendar(file.content).occurrences.map(({ starts }) => starts.slice(0, 16));
}

/** When each letter came that `name` got until `until`, by the clock in `zone`, and when it says that they meet. */
async function lettersOf(house: TestHouse, name: string, zone: string, until: string) {
  const left = await playUntil(house, until);
  const hers = left.filter(({ mail }) => mail.to === addressOf(name));
  return Promise.all(
    hers.map(async ({ at, mail }) => {
      const { text } = await opened(mail);
      return [clockIn(zone, at), /^\w+day \d.*, \d\d:\d\d \(.+\)$/m.exec(text)?.[0]];
    }),
  );
}

const BERLIN = 'Europe/Berlin';
const allIn = (zone: string) => ({ Ana: zone, Bo: zone, Cleo: zone });

describe('a meeting at 02:30 on Sundays in Berlin', () => {
  test('is held at 03:30 on the night that skips it, is asked for at nine, and no meeting vanishes', async () => {
    const { house, willow } = await crewFrom('2027-03-15T09:00:00.000Z', {
      people: allIn(BERLIN),
      zone: BERLIN,
      season: { first: '2027-03-21', time: '02:30', meetings: 3 },
    });
    expect(await calendarIn(willow.newest('Ana'))).toEqual([
      '2027-03-21T01:30',
      '2027-03-28T01:30',
      '2027-04-04T00:30',
    ]);
    expect((await opened(willow.newest('Ana'))).text).toContain('Sun 28 March, 03:30');
    expect(await lettersOf(house, 'Ana', BERLIN, '2027-04-04T03:00:00.000Z')).toEqual([
      ['2027-03-19 09:00', 'Sunday 21 March, 02:30 (Berlin time)'],
      ['2027-03-26 09:00', 'Sunday 28 March, 03:30 (Berlin time)'],
      ['2027-04-02 09:00', 'Sunday 4 April, 02:30 (Berlin time)'],
    ]);
  });

  test('is held at the first 02:30 of the night that has two', async () => {
    const { house, willow } = await crewFrom('2027-10-18T09:00:00.000Z', {
      people: allIn(BERLIN),
      zone: BERLIN,
      season: { first: '2027-10-24', time: '02:30', meetings: 3 },
    });
    expect(await calendarIn(willow.newest('Ana'))).toEqual([
      '2027-10-24T00:30',
      '2027-10-31T00:30',
      '2027-11-07T01:30',
    ]);
    expect(await lettersOf(house, 'Ana', BERLIN, '2027-11-07T03:00:00.000Z')).toEqual([
      ['2027-10-22 09:00', 'Sunday 24 October, 02:30 (Berlin time)'],
      ['2027-10-29 09:00', 'Sunday 31 October, 02:30 (Berlin time)'],
      ['2027-11-05 09:00', 'Sunday 7 November, 02:30 (Berlin time)'],
    ]);
  });
});

describe('a weekly meeting at 19:30 in Lisbon with somebody in New York', () => {
  const people = { Ana: 'Europe/Lisbon', Bo: 'America/New_York', Cleo: 'Europe/Lisbon' };
  const LISBON = 'Europe/Lisbon';
  const NEW_YORK = 'America/New_York';

  test('keeps its clock in March, when New York changes two weeks before Lisbon', async () => {
    const { house, willow } = await crewFrom('2027-03-01T09:00:00.000Z', {
      people,
      zone: LISBON,
      season: { first: '2027-03-09', time: '19:30', meetings: 4 },
    });
    expect(await calendarIn(willow.newest('Bo'))).toEqual([
      '2027-03-09T19:30',
      '2027-03-16T19:30',
      '2027-03-23T19:30',
      '2027-03-30T18:30',
    ]);
    expect(await lettersOf(house, 'Bo', NEW_YORK, '2027-03-29T08:00:00.000Z')).toEqual([
      ['2027-03-07 09:00', 'Tuesday 9 March, 14:30 (19:30 in Lisbon)'],
      ['2027-03-14 09:00', 'Tuesday 16 March, 15:30 (19:30 in Lisbon)'],
      ['2027-03-21 09:00', 'Tuesday 23 March, 15:30 (19:30 in Lisbon)'],
      ['2027-03-28 09:00', 'Tuesday 30 March, 14:30 (19:30 in Lisbon)'],
    ]);
    await house.comesIn(await replyTo(willow.newest('Bo'), { words: 'Spring at last.' }));
    const digest = await playUntil(house, '2027-03-30T12:00:00.000Z');
    expect(digest.map(({ at }) => clockIn(LISBON, at))).toEqual(Array(3).fill('2027-03-29 18:00'));
  });

  test('keeps its clock in autumn, when New York changes a week after Lisbon', async () => {
    const { house, willow } = await crewFrom('2027-10-18T09:00:00.000Z', {
      people,
      zone: LISBON,
      season: { first: '2027-10-26', time: '19:30', meetings: 3 },
    });
    expect(await calendarIn(willow.newest('Bo'))).toEqual([
      '2027-10-26T18:30',
      '2027-11-02T19:30',
      '2027-11-09T19:30',
    ]);
    expect(await lettersOf(house, 'Bo', NEW_YORK, '2027-11-01T08:00:00.000Z')).toEqual([
      ['2027-10-24 09:00', 'Tuesday 26 October, 14:30 (19:30 in Lisbon)'],
      ['2027-10-31 09:00', 'Tuesday 2 November, 15:30 (19:30 in Lisbon)'],
    ]);
    await house.comesIn(await replyTo(willow.newest('Bo'), { words: 'The leaves are down.' }));
    const digest = await playUntil(house, '2027-11-02T12:00:00.000Z');
    expect(digest.map(({ at }) => clockIn(LISBON, at))).toEqual(Array(3).fill('2027-11-01 18:00'));
    expect(await lettersOf(house, 'Ana', LISBON, '2027-11-09T21:00:00.000Z')).toEqual([
      ['2027-11-07 09:00', 'Tuesday 9 November, 19:30 (Lisbon time)'],
    ]);
    const [review] = await lettersOf(house, 'Bo', NEW_YORK, '2027-11-10T20:00:00.000Z');
    expect(review?.[0]).toBe('2027-11-10 09:00');
  });
});
