import { type Crew, crew } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';
import { newSeason } from './season.ts';
import { warningShape } from './warning.ts';

export const newCrew = z
  .strictObject({
    name: crew.shape.name,
    members: crew.shape.members
      .min(2)
      .refine((members) => new Set(members).size === members.length, 'must be different members'),
    zone: zoneShape.optional().openapi({ description: 'The congregation’s unless given' }),
    season: newSeason
      .optional()
      .openapi({ description: 'What it agreed to, if it has; else it waits for one' }),
  })
  .openapi('NewCrew', {
    example: { name: 'Tide pool', members: [EXAMPLES.member, EXAMPLES.other, EXAMPLES.third] },
  });

export const crewShape = crew
  .omit({ kind: true })
  .extend({ zone: zoneShape })
  .openapi('Crew', {
    example: {
      id: EXAMPLES.crew,
      name: 'Tide pool',
      members: [EXAMPLES.member, EXAMPLES.other, EXAMPLES.third],
      zone: EXAMPLES.zone,
      season: EXAMPLES.season,
      createdAt: EXAMPLES.at,
    },
  });

export const showCrew = (record: Crew): z.infer<typeof crewShape> => ({
  id: record.id,
  name: record.name,
  members: record.members,
  zone: record.zone,
  ...(record.season === undefined ? {} : { season: record.season }),
  ...(record.completedAt === undefined ? {} : { completedAt: record.completedAt }),
  createdAt: record.createdAt,
});

/** A crew, and what whoever made it should know. */
export const crewCreatedShape = crewShape.extend({ warnings: z.array(warningShape) }).openapi('CrewCreated');
