import { type Change, create, derivedId, letterId } from '@crewtide/domain';
import { type BenchHouse, congregationNumber } from './benchHouse.ts';
import { CIRCLE } from './circles.ts';
import { timed } from './measure.ts';
import { ALL_CREWS } from './minuteCrews.ts';
import { nodemailerLoop } from './nodemailerLoop.ts';

/** Of each limit so many crews' work is tried. */
const TRIED = 500;
const LANES = 3;

/** How long a loop takes that does nothing but send as many letters like one of those that were sent. */
export async function secondsToSend(house: BenchHouse, port: number): Promise<number> {
  const { letters } = await sampleOf(house);
  const [letter] = letters;
  const member = letter && (await house.deps.store.of(congregationNumber(1)).get('member', letter.to));
  if (letter === undefined || member === undefined) throw new Error('no letter was written');
  const mail = await house.deps.render(letter.content, {
    member,
    congregation: { name: 'Willow', zone: member.zone },
    leaveUrl: 'https://crewtide.test/leave/a',
  });
  const { perSecond } = await timed(TRIED * CIRCLE, () => nodemailerLoop(port, TRIED * CIRCLE, mail));
  return (ALL_CREWS * CIRCLE) / perSecond;
}

/**
 * How long the store takes to make durable what a crew's prompt needs, and nothing else: three transactions that hold as
 * many records as those that write its letters, freeze them, and mark them as sent.
 */
export async function secondsToCommit(house: BenchHouse): Promise<number> {
  const { letters, frozen } = await sampleOf(house);
  const anew = (crew: number, transaction: number, records: typeof letters | typeof frozen): Change[] =>
    records.map((record) =>
      create({ ...record, id: letterId.parse(derivedId(record.id, String(crew), String(transaction))) }),
    );
  const store = house.deps.store.of(congregationNumber(-1));
  const crews = Array.from({ length: TRIED }, (_, crew) => crew);
  const lane = async () => {
    for (let crew = crews.pop(); crew !== undefined; crew = crews.pop()) {
      await store.commit([...anew(crew, 1, letters), ...anew(crew, 2, letters)]);
      await store.commit([...anew(crew, 3, letters), ...anew(crew, 4, frozen)]);
      await store.commit(anew(crew, 5, letters));
    }
  };
  const { perSecond } = await timed(TRIED, async () => {
    await Promise.all(Array.from({ length: LANES }, lane));
  });
  return ALL_CREWS / perSecond;
}

/** A crew's letters and their frozen bytes, without the versions that the table gave them. */
async function sampleOf({ deps }: BenchHouse) {
  const store = deps.store.of(congregationNumber(1));
  const { items } = await store.list('letter', { limit: CIRCLE });
  const frozen = await store.getMany(
    'frozen-letter',
    items.map((letter) => letter.id),
  );
  return {
    letters: items.map(({ version: _, ...letter }) => letter),
    frozen: frozen.map(({ version: _, ...bytes }) => bytes),
  };
}
