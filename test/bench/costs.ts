import {
  create,
  derivedId,
  type Letter,
  letterIdOf,
  localDateTime,
  type Member,
  type Prompt,
  planPrompt,
  promptId,
  slotOfPrompt,
} from '@crewtide/domain';
import { receiveMail, sendPage, strike } from '@crewtide/flows';
import { measured } from '@crewtide/store';
import {
  type BenchHouse,
  congregationNumber,
  fillCongregation,
  MORNING,
  openBenchHouse,
} from './benchHouse.ts';
import { CIRCLE, fillCircles } from './circles.ts';
import { costOf, linesOfCost } from './costOf.ts';
import type { Line } from './measure.ts';
import { startSinkProcess } from './processes.ts';
import { replyTo } from './replyMessage.ts';
import { benchSeasonCosts } from './seasonCosts.ts';

const REPLIES = 10;

/**
 * The least that the laws allow, counted on paper for a prompt to a crew of five and a reply to it, with records of up to
 * 1 KB and frozen letters of up to 3 KB, as the bench's are. A transaction's write costs 2 units a KB, its index entry 1 each way.
 *
 * A prompt: read the appointment, its prompt, its crew, its members (4); commit 5 letters, their page, the prompt, the
 * appointment's end (1; 18 units). Read the page, its letters, their members with the congregation (3); freeze before the
 * first call (1; 44 units); mark after it (1; 13 units). 10 requests and 75 units for 5 letters.
 *
 * A reply: read the letter that its token names, then its member and its prompt (3); commit the reply and the check that
 * its digest is still to come (1; 4 units).
 */
const LEAST = {
  letter: { requests: 10 / CIRCLE, writeUnits: 75 / CIRCLE },
  reply: { requests: 4, writeUnits: 4 },
} as const;

interface Asked {
  readonly members: readonly Member[];
  readonly prompt: Prompt;
}

/** Requests and write units of a letter and of a reply, beside the least. */
export async function benchCosts(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const house = await openBenchHouse(sink.port);
  try {
    const asked = await plan(house);
    const meter = measured(house.store.client);
    const letter = await costOf(meter, CIRCLE, () => ask(house, asked.prompt));
    const raws = await storeReplies(house, asked);
    const reply = await costOf(meter, REPLIES, () => decideAll(house, raws));
    return [
      ...(await benchSeasonCosts()),
      ...linesOfCost(
        'a letter',
        letter,
        LEAST.letter,
        'a prompt to a crew of five, from its appointment to its marks, without the look into the agenda',
      ),
      ...linesOfCost('a reply', reply, LEAST.reply, 'from stored raw mail to the decided record'),
    ];
  } finally {
    await house.close();
    sink.close();
  }
}

async function plan({ deps }: BenchHouse): Promise<Asked> {
  const members = await fillCongregation(deps, 0, CIRCLE);
  const [circle] = await fillCircles(deps, 0, members);
  if (circle === undefined) throw new Error('no crew');
  const { crew } = circle;
  const prompt: Prompt = {
    kind: 'prompt',
    id: promptId.parse(derivedId('cost-prompt')),
    crew: crew.id,
    questions: ['What one small kindness did you see this week?'],
    promptAt: localDateTime.parse('2026-11-23T09:00'),
    digestAt: localDateTime.parse('2026-11-24T09:00'),
    zone: crew.zone,
    asked: [],
    state: 'planned',
    createdAt: MORNING,
  };
  const { records, appointments } = planPrompt(prompt);
  await deps.store.of(congregationNumber(0)).commit([...records, ...appointments.map(create)]);
  return { members, prompt };
}

async function ask({ deps }: BenchHouse, prompt: Prompt): Promise<void> {
  const congregation = congregationNumber(0);
  const struck = await strike(deps, congregation, `ask#${prompt.id}`);
  if (struck !== 'carried-out') throw new Error(`the prompt was ${struck}`);
  const { items } = await deps.store.of(congregation).list('letter-page', { limit: 1 });
  const sent = await sendPage(deps, congregation, items[0]?.id ?? '');
  if (sent.outcome !== 'finished' || sent.accepted !== CIRCLE) throw new Error('not every letter left');
}

async function storeReplies({ deps }: BenchHouse, { members, prompt }: Asked): Promise<readonly string[]> {
  const [member] = members;
  const letter =
    member &&
    (await deps.store
      .of(congregationNumber(0))
      .get('letter', letterIdOf(slotOfPrompt(prompt.id), member.id)));
  if (member === undefined || letter === undefined) throw new Error('no letter to answer');
  return Promise.all(
    Array.from({ length: REPLIES }, (_, index) =>
      deps.rawMail.put(
        { from: member.addresses[0]?.email ?? '', to: [] },
        messageOf({ deps }, letter, member, index),
        MORNING,
      ),
    ),
  );
}

const messageOf = (
  house: Pick<BenchHouse, 'deps'>,
  letter: Letter,
  member: Member,
  index: number,
): Uint8Array => Buffer.from(replyTo(house.deps, { letter, member }, String(index)));

async function decideAll({ deps }: BenchHouse, raws: readonly string[]): Promise<void> {
  for (const raw of raws) {
    const received = await receiveMail(deps, raw);
    if (received?.outcome !== 'counted') throw new Error(`a reply was ${received?.outcome ?? 'gone'}`);
  }
}
