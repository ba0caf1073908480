import { type Mode, modes, rateLimit } from '../support/resend/modes.ts';
import type { ResendStandIn } from '../support/resend/startResend.ts';
import type { WebhookMode } from '../support/resend/webhooks.ts';
import type { Random } from './random.ts';

const POSTS: readonly Mode[] = [
  modes.cutBefore,
  modes.cutAfter,
  modes.brokenAnswer,
  modes.silentAfter,
  modes.error,
  modes.errorAfter,
  modes.unavailable,
  modes.gateway,
  modes.stillInProgress,
  modes.toldFirst,
  rateLimit(2),
];
const READS: readonly Mode[] = [
  modes.cutBefore,
  modes.brokenAnswer,
  modes.silentBefore,
  modes.error,
  modes.gateway,
  rateLimit(2),
];
const WEBHOOKS: readonly WebhookMode[] = ['drop', 'drop', 'double', 'late'];

const HOW_OFTEN = 0.2;

/** Now and then a call, a look or a webhook that comes next goes wrong in one of its ways. */
export function stumbling(resend: ResendStandIn, random: Random): () => void {
  const oneOf = <T>(ways: readonly T[]): readonly T[] =>
    random() < HOW_OFTEN ? ways.slice(Math.floor(random() * ways.length)).slice(0, 1) : [];
  return () => {
    resend.next(...oneOf(POSTS));
    resend.nextReads(...oneOf(READS));
    resend.nextWebhooks(...oneOf(WEBHOOKS));
  };
}
