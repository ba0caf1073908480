import type { Deciding, Receiving } from '@crewtide/flows';
import { createAuthenticator, createDnsLookup } from '@crewtide/mailer';
import { developPicture } from '@crewtide/pictures';
import { read, readAnswers, readChange } from '@crewtide/reading';

/** What reads mail and asks who sent it: by far the most of what is ever loaded. */
export type Understanding = Pick<
  Receiving,
  'read' | 'authenticate' | 'readAnswers' | 'readChange' | 'developPicture'
>;

/** Resend receives through Amazon SES, whose hosts write the topmost Received. */
const RECEIVED_BY = 'amazonaws.com';

export const understanding = (
  { clock, log }: Pick<Deciding, 'clock' | 'log'>,
  dnsServer: string | undefined,
): Understanding => ({
  read,
  readAnswers: async (...reply) => readAnswers(...reply),
  readChange: async (...words) => readChange(...words),
  developPicture,
  authenticate: createAuthenticator({
    lookup: createDnsLookup({ server: dnsServer }),
    clock,
    log,
    receivedBy: RECEIVED_BY,
  }),
});
