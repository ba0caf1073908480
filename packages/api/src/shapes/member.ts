import { instant, type Member, member } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES, zoneShape } from './ids.ts';

/** Who left is shown, and not by which words: that stays between her and us. */
const standingShape = z.discriminatedUnion('name', [
  z.object({ name: z.literal('active') }),
  z.object({ name: z.literal('paused'), until: instant }),
  z.object({ name: z.literal('left'), at: instant }),
]);

export const memberShape = member
  .pick({ id: true, name: true, role: true, addresses: true, welcomed: true, addedAt: true })
  .extend({ zone: zoneShape, standing: standingShape })
  .openapi('Member', {
    example: {
      id: EXAMPLES.member,
      name: 'Ana',
      role: 'member',
      addresses: [{ email: 'ana@example.org' }],
      zone: EXAMPLES.zone,
      standing: { name: 'active' },
      welcomed: true,
      addedAt: EXAMPLES.at,
    },
  });

export const showMember = (record: Member): z.infer<typeof memberShape> => ({
  id: record.id,
  name: record.name,
  role: record.role,
  addresses: record.addresses,
  zone: record.zone,
  standing: showStanding(record.standing),
  welcomed: record.welcomed,
  addedAt: record.addedAt,
});

const showStanding = (standing: Member['standing']): z.infer<typeof standingShape> =>
  standing.name === 'left' ? { name: 'left', at: standing.at } : standing;
