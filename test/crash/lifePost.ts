import { endable, silentLog } from '@crewtide/local';
import {
  type AcceptedJournal,
  createResendCarrier,
  createResendInbox,
  createResendWebhook,
  createSmtpCarrier,
} from '@crewtide/mailer';
import type { LifeOptions } from './messages.ts';

type PostOfLife = LifeOptions['post'];

/** Who says nothing is given up soon, or a campaign would be spent waiting. */
const GIVEN_UP_MILLISECONDS = 2_000;

export const carrierTo = (post: PostOfLife) => (journal: AcceptedJournal) =>
  post.by === 'smtp'
    ? createSmtpCarrier({ url: post.url, journal, log: silentLog })
    : endable(
        createResendCarrier({
          ...accountAt(post),
          spacingMilliseconds: 0,
          timeouts: { single: GIVEN_UP_MILLISECONDS, batch: GIVEN_UP_MILLISECONDS },
        }),
      );

export function providerAt(post: PostOfLife) {
  if (post.by === 'smtp') return undefined;
  return {
    readWebhook: createResendWebhook({ secret: post.webhookSecret }),
    inbox: createResendInbox({
      ...accountAt(post),
      timeouts: { call: GIVEN_UP_MILLISECONDS, download: GIVEN_UP_MILLISECONDS },
    }),
  };
}

const accountAt = ({ url, apiKey }: Extract<PostOfLife, { by: 'resend' }>) => ({
  apiKey,
  baseUrl: url,
  log: silentLog,
});
