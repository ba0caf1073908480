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
const TICKS = 200;

/** A tick that finds nothing due, with a thousand dormant crews and with a hundred thousand. */
export async function benchTicks(): Promise<readonly Line[]> {
  const sink = await startSinkProcess();
  const house = await openBenchHouse(sink.port);
  try {
    await fillDormant(house, 0, FEW);
    const few = await medianTick(house);
    await fillDormant(house, FEW, MANY);
    const many = await medianTick(house);
    return [
      {
        bench: 'milliseconds of a tick, 100,000 dormant crews beside 1,000',
        ours: rounded(many),
        limit: rounded(few),
        ratio: rounded(many / few),
        aim: '<= 1.2',
        note: `medians of ${TICKS} ticks with nothing due; every dormant crew has an appointment next week`,
      },
    ];
  } finally {
    await house.close();
    sink.close();
  }
}

async function medianTick({ deps }: BenchHouse): Promise<number> {
  const spans: number[] = [];
  for (let count = 0; count < TICKS; count += 1) {
    const begun = performance.now();
    await tick(deps);
    spans.push(performance.now() - begun);
  }
  return median(spans);
}

async function fillDormant({ deps }: BenchHouse, from: number, to: number): Promise<void> {
  const zone = timeZone.parse('Europe/Lisbon');
  for (let first = from; first < to; first += CREWS_EACH) {
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
