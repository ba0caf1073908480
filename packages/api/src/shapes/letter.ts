import { cancelReason, instant, type LetterState, letter } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { SEEN_TEMPLATES, type SeenLetter } from '../seenByHosts.ts';
import { EXAMPLES } from './ids.ts';

/** Without the Message-IDs of the record: ours are signed tokens. That somebody called a letter spam is hers alone. */
const stateShape = z.discriminatedUnion('name', [
  z.object({ name: z.literal('planned') }),
  z.object({ name: z.literal('cancelled'), at: instant, reason: cancelReason }),
  z.object({ name: z.literal('sending'), firstTryAt: instant, tries: z.number().int() }),
  z.object({ name: z.literal('sent'), at: instant, deliveredAt: instant.optional() }),
  z.object({ name: z.literal('refused'), at: instant, status: z.string() }),
  z.object({ name: z.literal('unknown'), at: instant }),
  z.object({ name: z.literal('bounced'), at: instant, status: z.string() }),
]);

export const letterStateName = z.enum(stateShape.options.map((option) => option.shape.name.value));

const template = z.enum(SEEN_TEMPLATES);

/** Whose it is, what kind and how far; never what it says. */
export const letterShape = letter
  .pick({ id: true, to: true, usefulUntil: true, createdAt: true })
  .extend({ template, state: stateShape })
  .openapi('Letter', {
    example: {
      id: 'nrsxi5dfoiqgc3tp',
      to: EXAMPLES.member,
      template: 'prompt',
      state: { name: 'sent', at: EXAMPLES.at },
      createdAt: EXAMPLES.at,
    },
  });

/** A bounce of which nothing more is known (RFC 3463). */
const UNDELIVERABLE = '5.0.0';

export const showLetter = (record: SeenLetter): z.infer<typeof letterShape> => ({
  id: record.id,
  to: record.to,
  template: record.content.template,
  state: showState(record.state),
  ...(record.usefulUntil === undefined ? {} : { usefulUntil: record.usefulUntil }),
  createdAt: record.createdAt,
});

function showState(state: LetterState): z.infer<typeof stateShape> {
  switch (state.name) {
    case 'sent':
      return {
        name: 'sent',
        at: state.at,
        ...(state.deliveredAt === undefined ? {} : { deliveredAt: state.deliveredAt }),
      };
    case 'bounced':
      return { name: 'bounced', at: state.at, status: state.status };
    case 'complained':
      return { name: 'bounced', at: state.at, status: UNDELIVERABLE };
    default:
      return state;
  }
}
