import { congregationId, instant, letterId } from '@crewtide/domain';
import type { OutgoingMessage } from '@crewtide/flows';

/** For tests: a letter like those that leave. */
export const sampleMessage: OutgoingMessage = {
  congregation: congregationId.parse('cccccccccc'),
  letter: letterId.parse('aaaaaaaaaaaaaaaa'),
  subject: 'Before Tuesday',
  text: 'Hello Ana,\n\nwhat would you like to bring?\n',
  html: '<p>Hello Ana,</p><p>what would you like to bring?</p>',
  from: { name: 'Willow Circle', address: 'willow-circle@crew.example' },
  to: { name: 'Ana', address: 'ana@members.example' },
  replyTo: { name: 'Willow Circle', address: 'reply+aaaa@crew.example' },
  returnPath: 'bounce+aaaa@crew.example',
  messageId: 'mmmm@crew.example',
  inReplyTo: 'tttt@crew.example',
  references: ['tttt@crew.example'],
  date: instant.parse('2026-11-23T09:00:00.000Z'),
  listId: 'willow-circle.crew.example',
  leaveUrl: 'https://crew.example/leave/llll',
  leaveMailto: 'mailto:leave+llll@crew.example?subject=stop',
  inline: [],
  invitation: undefined,
};
