import { type Crew, create, crewId, derivedId, type Member } from '@crewtide/domain';
import type { Deps } from '@crewtide/flows';
import { commitAll, congregationNumber, MORNING } from './benchHouse.ts';

export const CIRCLE = 5;

/** A crew without a season, and who is in it. */
export interface Circle {
  readonly crew: Crew;
  readonly members: readonly Member[];
}

/** Crews of five, so many that everyone is in one. */
export async function fillCircles(
  deps: Deps,
  congregation: number,
  members: readonly Member[],
): Promise<readonly Circle[]> {
  const count = Math.ceil(members.length / CIRCLE);
  const circles = Array.from({ length: count }, (_, number) => circleOf(congregation, number, members));
  await commitAll(
    deps,
    congregationNumber(congregation),
    circles.map(({ crew }) => create(crew)),
  );
  return circles;
}

/** Those whose turn it is when a congregation's members are dealt out in fives, again and again. */
export function circleOf(congregation: number, number: number, members: readonly Member[]): Circle {
  const circle = Array.from({ length: Math.min(CIRCLE, members.length) }, (_, seat) => {
    const member = members[(number * CIRCLE + seat) % members.length];
    if (member === undefined) throw new Error('a congregation without members');
    return member;
  });
  const [first] = circle;
  if (first === undefined) throw new Error('a crew without members');
  const crew: Crew = {
    kind: 'crew',
    id: crewId.parse(derivedId('bench-crew', String(congregation), String(number))),
    name: `Tide pool ${number}`,
    members: circle.map((member) => member.id),
    zone: first.zone,
    createdAt: MORNING,
  };
  return { crew, members: circle };
}
