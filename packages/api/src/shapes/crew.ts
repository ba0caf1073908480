import { type Crew, crew } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';

export const newCrew = z
  .strictObject({
    name: crew.shape.name,
    members: crew.shape.members.refine(
      (members) => new Set(members).size === members.length,
      'must be different members',
    ),
    zone: zoneShape.optional().openapi({ description: 'The congregation’s unless given' }),
  })
  .openapi('NewCrew', { example: { name: 'Tide pool', members: [EXAMPLES.member, EXAMPLES.other] } });

export const crewShape = crew
  .omit({ kind: true })
  .extend({ zone: zoneShape })
  .openapi('Crew', {
    example: {
      id: 'onswg4tfobzxg5dp',
      name: 'Tide pool',
      members: [EXAMPLES.member, EXAMPLES.other],
      zone: EXAMPLES.zone,
      createdAt: EXAMPLES.at,
    },
  });

export const showCrew = (record: Crew): z.infer<typeof crewShape> => ({
  id: record.id,
  name: record.name,
  members: record.members,
  zone: record.zone,
  createdAt: record.createdAt,
});
