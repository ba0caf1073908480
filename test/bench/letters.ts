import { type Crew, create, type Letter, type Member, pagesOf, promptId, write } from '@crewtide/domain';
import { tick } from '@crewtide/flows';
import {
  type BenchHouse,
  commitAll,
  congregationNumber,
  fillCongregation,
  MORNING,
  openBenchHouse,
} from './benchHouse.ts';
import { type Circle, fillCircles } from './circles.ts';
import { beside, type Line, type Timed, timed } from './measure.ts';
import { nodemailerLoop } from './nodemailerLoop.ts';
import { startSinkProcess } from './processes.ts';

const CONGREGATIONS = 10;
const MEMBERS = 180;
const LETTERS = CONGREGATIONS * MEMBERS;
const TURNS = 3;

/** Letters from the outbox to a sink, beside a loop of nodemailer's pool to the same sink; turn by turn, medians. */
export async function benchLetters(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const house = await openBenchHouse(sink.port);
  try {
    const congregations: (readonly Circle[])[] = [];
    for (let number = 0; number < CONGREGATIONS; number += 1) {
      const members = await fillCongregation(house.deps, number, MEMBERS);
      congregations.push(await fillCircles(house.deps, number, members));
    }
    const sample = congregations[0]?.[0];
    if (sample === undefined) throw new Error('nobody to write to');
    const ours: Timed[] = [];
    const limits: Timed[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      await fillOutbox(house, congregations, turn);
      ours.push(await timed(LETTERS, () => emptyOutbox(house)));
      limits.push(await timed(LETTERS, () => nodemailerOnly(house, sink.port, sample)));
    }
    return [
      beside(ours, limits, {
        bench: 'letters per second, outbox to sink',
        aim: '>= 0.5',
        note: `${LETTERS} personal letters of ${CONGREGATIONS} congregations, one connection; limit: nodemailer pool, TCP_NODELAY, one connection, no store`,
      }),
    ];
  } finally {
    await house.close();
    sink.close();
  }
}

const question = 'What one small kindness did you see this week, and what did it do to you?';

const letterTo = (member: Member, crew: Crew, turn: number): Letter =>
  write({
    slot: `prompt#${turn}`,
    to: member.id,
    crew: crew.id,
    at: MORNING,
    content: {
      template: 'prompt',
      prompt: promptId.parse('a'.repeat(16)),
      crew: 'Tide pool',
      questions: [question],
      readers: ['Ada', 'Ben', 'Cleo', 'Dan'],
      digestAt: MORNING,
    },
  });

async function fillOutbox(
  house: BenchHouse,
  congregations: readonly (readonly Circle[])[],
  turn: number,
): Promise<void> {
  for (const [number, circles] of congregations.entries()) {
    const letters = circles.flatMap(({ crew, members }) =>
      members.map((member) => letterTo(member, crew, turn)),
    );
    const records = [...letters, ...pagesOf(letters, MORNING)];
    await commitAll(house.deps, congregationNumber(number), records.map(create));
  }
}

async function emptyOutbox({ deps }: BenchHouse): Promise<void> {
  for (let sent = 0; sent < LETTERS; ) {
    const done = await tick(deps, 3);
    if (done.letters === 0) throw new Error(`the outbox stands still after ${sent} letters`);
    sent += done.letters;
  }
}

async function nodemailerOnly({ deps }: BenchHouse, port: number, { crew, members }: Circle): Promise<void> {
  const [sample] = members;
  if (sample === undefined) throw new Error('nobody to write to');
  const mail = await deps.render(letterTo(sample, crew, 0).content, {
    member: sample,
    congregation: { name: 'Willow', zone: sample.zone },
    leaveUrl: 'https://crewtide.test/leave/a',
  });
  await nodemailerLoop(port, LETTERS, mail);
}
