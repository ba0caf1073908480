import { create, later } from '@crewtide/domain';
import { type BenchHouse, commitAll, congregationNumber, fillCongregation, MORNING } from './benchHouse.ts';
import { circleOf } from './circles.ts';
import { seasonOf } from './seasons.ts';

const MEMBERS = 180;

/** How many crews each congregation has: the first has half of them all, the others share the rest evenly. */
export const CREWS: readonly number[] = [
  5000,
  ...Array.from({ length: 49 }, (_, at) => (at < 2 ? 103 : 102)),
];
export const ALL_CREWS = CREWS.reduce((sum, crews) => sum + crews, 0);

/** Crews in seasons whose first prompt is due at MORNING. */
export async function fillMinute({ deps }: BenchHouse): Promise<void> {
  for (const [congregation, crews] of CREWS.entries()) {
    const members = await fillCongregation(deps, congregation, MEMBERS);
    const records = Array.from({ length: crews }, (_, number) => {
      const { crew, season, step } = seasonOf(
        circleOf(congregation, number, members),
        later(MORNING, { days: -3 }),
      );
      return [crew, season, step];
    }).flat();
    await commitAll(deps, congregationNumber(congregation), records.map(create));
  }
}
