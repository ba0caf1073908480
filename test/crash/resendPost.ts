import { instantFromMilliseconds } from '@crewtide/domain';
import { startResend } from '../support/resend/startResend.ts';
import type { Post, Taken } from './post.ts';
import type { Random } from './random.ts';
import { stumbling } from './stumbling.ts';
import { startWebhookRelay } from './webhookRelay.ts';

const TELLS_EVERY_MILLISECONDS = 100;

/** Resend's stand-in takes the letters, receives the replies, and tells of both by signed webhooks. */
export async function openResendPost(options: {
  readonly random: Random;
  /** Milliseconds since the epoch, on the clock under test: how long keys live, and when webhooks come again. */
  readonly now: () => number;
}): Promise<Post> {
  const clock = { now: () => instantFromMilliseconds(options.now()) };
  const resend = await startResend({ domains: ['reply.test'], clock });
  const relay = await startWebhookRelay();
  const webhookSecret = `whsec_${Buffer.alloc(24, 'crash').toString('base64')}`;
  resend.webhookTo(relay.url, webhookSecret);
  const taken: Taken[] = [];
  resend.onMail(({ to, letterId = '', bytes }) => taken.push({ to, letter: letterId, bytes }));
  const telling = setInterval(() => void resend.webhooksSettled(), TELLS_EVERY_MILLISECONDS);
  return {
    name: 'Resend',
    life: { by: 'resend', url: resend.url, apiKey: resend.apiKey, webhookSecret },
    taken,
    mayDouble: 0,
    async send(_, { from, to, bytes }) {
      await resend.receive(bytes, { from, to: [to] });
    },
    born: ({ http }) => relay.leadTo(http),
    stumble: stumbling(resend, options.random),
    returns: (address) => resend.fate(address, 'bounced'),
    found() {
      const keys = resend.calls.flatMap(({ key, status }) =>
        key === undefined || status === 429 ? [] : [key],
      );
      return {
        lettersRepeated: keys.length - new Set(keys).size,
        lettersChanged: resend.violations.filter(({ rule }) => rule === 'another payload under one key')
          .length,
        violations: resend.violations.map(({ rule, detail }) => `${rule}: ${detail}`),
        news: relay.news,
      };
    },
    async close() {
      clearInterval(telling);
      await resend.close();
      relay.close();
    },
  };
}
