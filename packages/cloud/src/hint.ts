import { bringsMail, congregationId } from '@crewtide/domain';
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

/** News of letters comes many at once, and no reply waits behind it. */
export function queueOf({ kind, id }: Hint): QueueName {
  switch (kind) {
    case 'appointment':
      return 'work';
    case 'letter-page':
      return 'send';
    case 'provider-event':
      return bringsMail(id) ? 'received' : 'work';
    case 'raw-mail':
      return 'received';
  }
}

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
