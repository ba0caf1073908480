import { type HeldMail, heldMail } from '@crewtide/domain';
import type { z } from '@hono/zod-openapi';
import { EXAMPLES } from './ids.ts';

/** Who it is from, why it waits and which letter it answers; never its subject nor its body. */
export const heldMailShape = heldMail
  .pick({ id: true, reason: true, sender: true, member: true, letter: true, receivedAt: true, state: true })
  .openapi('HeldMail', {
    example: {
      id: 'nbswyzbanvqws3dp',
      reason: 'unknown-sender',
      sender: 'ana.other@example.net',
      member: EXAMPLES.member,
      letter: 'nrsxi5dfoiqgc3tp',
      receivedAt: EXAMPLES.at,
      state: { name: 'held' },
    },
  });

export const showHeldMail = (record: HeldMail): z.infer<typeof heldMailShape> => ({
  id: record.id,
  reason: record.reason,
  sender: record.sender,
  ...(record.member === undefined ? {} : { member: record.member }),
  ...(record.letter === undefined ? {} : { letter: record.letter }),
  receivedAt: record.receivedAt,
  state: record.state,
});
