import { congregationId, instant, letterId } from '@crewtide/domain';
import type { Carrier, OutgoingMessage } from '@crewtide/flows';
import { createResendCarrier } from '@crewtide/mailer';
import type { ResendStandIn } from '../support/resend/startResend.ts';

export const silent = { warn: () => {} };

/** The same key as the stand-in's without another; `milliseconds` bounds each call. */
export const carrierTo = (
  { url, apiKey }: Pick<ResendStandIn, 'url' | 'apiKey'>,
  milliseconds = 5000,
): Carrier =>
  createResendCarrier({
    apiKey,
    baseUrl: url,
    log: silent,
    spacingMilliseconds: 0,
    timeouts: { single: milliseconds, batch: milliseconds },
  });

/** A letter whose names have what breaks a header, to ana@members.example. */
export const letter = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  congregation: congregationId.parse('cccccccccc'),
  letter: letterId.parse('aaaaaaaaaaaaaaaa'),
  subject: 'Before Tuesday: Zoë hosts',
  text: 'Hello Ana.\n',
  html: '<p>Hello Ana.</p>',
  from: { name: 'Tide pool (Willow circle)', address: 'willow-cccccccccc@mail.example' },
  to: { name: 'Ana, of "the" hill', address: 'ana@members.example' },
  replyTo: { name: 'Tide pool (Willow circle)', address: 'reply+token@mail.example' },
  returnPath: 'bounce+token@mail.example',
  messageId: 'ours@mail.example',
  inReplyTo: 'before@mail.example',
  references: ['root@mail.example', 'before@mail.example'],
  date: instant.parse('2026-11-23T09:00:00.000Z'),
  listId: 'willow.cccccccccc.mail.example',
  leaveUrl: 'https://crew.example/leave/token',
  leaveMailto: 'mailto:reply+token@mail.example?subject=stop',
  inline: [],
  invitation: undefined,
  ...changes,
});

export const deliver = async (carrier: Carrier, message = letter()) =>
  carrier.deliver(message.letter, await carrier.freeze(message));
