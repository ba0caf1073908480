import { congregationId } from '@crewtide/domain';
import { isRawMailId } from '@crewtide/flows';
import { z } from 'zod';

const id = z.string().min(1).max(500);

const hint = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['appointment', 'letter-page']), congregation: congregationId, id }),
  z.object({ kind: z.literal('provider-event'), id }),
  z.object({ kind: z.literal('raw-mail'), id: z.string().refine(isRawMailId) }),
]);

/**
 * All that a queue message holds: which work there may be, by its name. It may be lost, doubled, late or stale; the agenda
 * and the undecided mail know.
 */
export type Hint = z.infer<typeof hint>;

export const QUEUES = ['work', 'send', 'received'] as const;
export type QueueName = (typeof QUEUES)[number];

const QUEUE_OF: Readonly<Record<Hint['kind'], QueueName>> = {
  appointment: 'work',
  'letter-page': 'send',
  'provider-event': 'received',
  'raw-mail': 'received',
};

export const queueOf = ({ kind }: Hint): QueueName => QUEUE_OF[kind];

/** The same hint is the same text. */
export const encodeHint = (of: Hint): string =>
  JSON.stringify(
    'congregation' in of
      ? { kind: of.kind, congregation: of.congregation, id: of.id }
      : { kind: of.kind, id: of.id },
  );

/** The hint in a queue message's body; undefined for what none of ours could be. */
export function parseHint(body: string): Hint | undefined {
  try {
    return hint.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
