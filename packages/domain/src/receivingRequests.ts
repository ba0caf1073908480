import type { CertainReply, Received, ReplyMessage } from './certainReply.ts';
import { create, type Decision, nothing, replace } from './decision.ts';
import type { Letter } from './letter.ts';
import { heardFrom } from './member.ts';
import { keptPhotos } from './photoKeeping.ts';
import { answerTo, reachable, recordOf } from './receivingRecords.ts';
import { type StandingRequest, standingAfter } from './standing.ts';

/** The request that a reply makes of its letter, if it makes one; "no thanks" answers a welcome only. */
export function requestOf(message: ReplyMessage, letter: Letter): StandingRequest | undefined {
  const { request } = message;
  if (letter.content.template === 'confirm') {
    return request === 'yes' && isStandingRequest(letter.content.asked)
      ? letter.content.asked
      : plainRequest(request);
  }
  return request === 'no-thanks' && letter.content.template !== 'welcome' ? undefined : plainRequest(request);
}

const isStandingRequest = (asked: ReplyMessage['request']): asked is StandingRequest =>
  asked !== undefined && asked !== 'yes' && asked !== 'no' && asked !== 'undo' && asked !== 'keep';

const plainRequest = (asked: ReplyMessage['request']): StandingRequest | undefined =>
  isStandingRequest(asked) ? asked : undefined;

/** Done at once, with a receipt. */
export function carryOut(
  reply: CertainReply,
  asked: StandingRequest,
): Decision & { readonly received: Received } {
  const { member, message, now } = reply;
  const standing = standingAfter(asked, now);
  const reached = message.from === undefined ? member : heardFrom(member, message.from);
  return {
    ...nothing,
    records: [
      create(recordOf(reply)),
      ...keptPhotos(reply.pictures),
      replace(member, { ...reached, standing }),
    ],
    letters: [
      answerTo(reply, `receipt#${reply.id}`, {
        template: 'receipt',
        done: asked,
        ...(standing.name === 'paused' ? { until: standing.until } : {}),
      }),
    ],
    received: { outcome: 'done', request: asked },
  };
}

/** Done after a yes. */
export const askToConfirm = (
  reply: CertainReply,
  asked: StandingRequest,
): Decision & { readonly received: Received } => ({
  ...nothing,
  records: [create(recordOf(reply)), ...keptPhotos(reply.pictures), ...reachable(reply)],
  letters: [answerTo(reply, `confirm#${reply.id}`, { template: 'confirm', asked })],
  received: { outcome: 'confirmation-asked', request: asked },
});
