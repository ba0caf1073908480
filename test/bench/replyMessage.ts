import type { Letter, Member } from '@crewtide/domain';
import type { Deps } from '@crewtide/flows';
import { congregationNumber } from './benchHouse.ts';

/** As a plain client writes it, with the letter quoted below. */
export function replyTo(
  deps: Deps,
  { letter, member }: { readonly letter: Letter; readonly member: Member },
  number: string,
  words = `My neighbour carried my shopping up three flights. This is number ${number}.`,
): string {
  const token = deps.tokens.sign({
    scope: 'reply',
    congregation: congregationNumber(0),
    subject: letter.id,
    expires: '2027-01-01',
  });
  return [
    `From: ${member.addresses[0]?.email ?? ''}`,
    `To: reply+${token}@reply.test`,
    'Subject: Re: Tide pool',
    `Message-ID: <${letter.id}-${number}@home.test>`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '',
    'On Mon, 23 Nov 2026 at 09:00, Tide pool wrote:',
    '> What one small kindness did you see?',
    '> Ada, Ben and Cleo will read your answer.',
    '',
  ].join('\r\n');
}
