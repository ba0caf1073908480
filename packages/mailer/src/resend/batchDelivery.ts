import type { Delivery } from '@crewtide/flows';
import { z } from 'zod';
import type { Answer, ResendError } from './answer.ts';
import { deliveryAfter, deliveryOf } from './delivery.ts';

/**
 * What an answer to `POST /emails/batch` with permissive validation means for each of its letters, in their order:
 * `data` names those that were taken, `errors` the others by their place.
 */
export function deliveriesOf(answer: Answer, messageIds: readonly string[]): readonly Delivery[] {
  if (answer.found === 'nothing') return messageIds.map((messageId) => deliveryOf(answer, messageId));
  if (answer.found === 'error') {
    const delivery = deliveryAfter(answer);
    const isOpen = delivery.outcome === 'unknown' || isOfAnyRequest(answer);
    return messageIds.map(() => (isOpen ? delivery : OF_THE_WHOLE));
  }
  const read = batchAnswer.safeParse(answer.data);
  const messages = new Map(read.data?.errors.map(({ index, message }) => [index, message]));
  const told = messageIds.filter((_, index) => messages.has(index)).length + (read.data?.data.length ?? 0);
  if (told !== messageIds.length || messages.size > told) return messageIds.map(() => UNREADABLE);
  return messageIds.map((messageId, index) => {
    const message = messages.get(index);
    return message === undefined
      ? { outcome: 'accepted', messageId }
      : deliveryAfter({ status: 422, name: 'validation_error', message, retryAfterSeconds: undefined });
  });
}

/** What refuses all letters together is no single letter's. */
const OF_THE_WHOLE: Delivery = { outcome: 'later', status: 'batch refused' };

/**
 * Whether any other request would fare the same: the rate, the key, the domain, by Resend's own words. Whatever else stops a
 * batch may be in one letter; without a time to wait its page is tried again in smaller ones.
 */
const isOfAnyRequest = ({ status, name }: ResendError): boolean =>
  status === 429 || (OF_THE_HOUSE.has(status) && !NOT_RESENDS.has(name));
const OF_THE_HOUSE = new Set([401, 403, 404, 405]);
/** What the SDK calls an answer that is no JSON, and we a name that is no word. */
const NOT_RESENDS = new Set(['application_error', 'unnamed']);

const UNREADABLE: Delivery = { outcome: 'unknown', cause: 'unreadable answer' };

const MOST = 100;
const batchAnswer = z.object({
  data: z.array(z.object({ id: z.string().min(1) })).max(MOST),
  errors: z
    .array(z.object({ index: z.number().int().min(0).max(MOST), message: z.string() }))
    .max(MOST)
    .default([]),
});
