import {
  type Appointment,
  type Crew,
  create,
  crewId,
  derivedId,
  later,
  localDateTime,
  memberId,
  promptId,
  timeZone,
} from '@crewtide/domain';
import { tick } from '@crewtide/flows';
import { type BenchHouse, commitAll, congregationNumber, MORNING, openBenchHouse } from './benchHouse.ts';
import { type Line, median, rounded } from './measure.ts';
import { startSinkProcess } from './processes.ts';

const FEW = 1_000;
const MANY = 100_000;
const CREWS_EACH = 100;
const TICKS = 400;
/** Ticks that aren't counted: they find the engine's and our own code cold. */
const WARMING = 100;

/** A tick that finds nothing due, with a thousand dormant crews and with a hundred thousand: two houses, tick by tick in turn. */
export async function benchTicks(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const quiet = await openBenchHouse(sink.port);
  const crowded = await openBenchHouse(sink.port);
  try {
    await fillDormant(quiet, FEW);
    await fillDormant(crowded, MANY);
    const few: number[] = [];
    const many: number[] = [];
    for (let count = -WARMING; count < TICKS; count += 1) {
      const spans = [await millisecondsOfTick(quiet), await millisecondsOfTick(crowded)] as const;
      if (count < 0) continue;
      few.push(spans[0]);
      many.push(spans[1]);
    }
    return [
      {
        bench: 'milliseconds of a tick, 100,000 dormant crews beside 1,000',
        ours: rounded(median(many)),
        limit: rounded(median(few)),
        ratio: rounded(median(many) / median(few)),
        aim: '<= 1.2',
        note: `medians of ${TICKS} ticks with nothing due; every dormant crew has an appointment next week`,
      },
    ];
  } finally {
    await quiet.close();
    await crowded.close();
    sink.close();
  }
}

async function millisecondsOfTick({ deps }: BenchHouse): Promise<number> {
  const begun = performance.now();
  await tick(deps);
  return performance.now() - begun;
}

async function fillDormant({ deps }: BenchHouse, crews: number): Promise<void> {
  const zone = timeZone.parse('Europe/Lisbon');
  for (let first = 0; first < crews; first += CREWS_EACH) {
    const records = Array.from({ length: CREWS_EACH }, (_, index) => {
      const number = String(first + index);
      const crew: Crew = {
        kind: 'crew',
        id: crewId.parse(derivedId('dormant', number)),
        name: `Crew ${number}`,
        members: ['a', 'b'].map((letter) => memberId.parse(letter.repeat(16))),
        zone,
        createdAt: MORNING,
      };
      const appointment: Appointment = {
        kind: 'appointment',
        id: `ask#${crew.id}`,
        errand: { name: 'ask', prompt: promptId.parse(crew.id) },
        at: localDateTime.parse('2026-11-30T09:00'),
        zone,
        usefulUntil: later(MORNING, { days: 9 }),
        due: later(MORNING, { days: 7 }),
      };
      return [crew, appointment];
    }).flat();
    await commitAll(deps, congregationNumber(first / CREWS_EACH), records.map(create));
  }
}
