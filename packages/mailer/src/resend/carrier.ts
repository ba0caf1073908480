import type { Carrier, Delivery, Log } from '@crewtide/flows';
import { type Answer, readAnswer, type SdkResponse } from './answer.ts';
import { deliveriesOf } from './batchDelivery.ts';
import { openResend, type ResendAccount } from './client.ts';
import { noticingConnection } from './connecting.ts';
import { deliveryOf } from './delivery.ts';
import { emailOf } from './email.ts';
import { freezeEmail, mayJoinBatch, thawEmail } from './frozenEmail.ts';
import { createTurns } from './turns.ts';

export interface ResendCarrierOptions extends ResendAccount {
  readonly log: Pick<Log, 'warn'>;
  /** Between the beginnings of two calls, so that all carriers of a team together stay below its rate. */
  readonly spacingMilliseconds: number;
  readonly timeouts?: Partial<ResendTimeouts>;
}

/** Milliseconds from a call's turn to its whole answer; what is given up then is `unknown`. */
export interface ResendTimeouts {
  readonly single: number;
  readonly batch: number;
}

const DEFAULT_TIMEOUTS: ResendTimeouts = { single: 30_000, batch: 60_000 };

interface Call {
  readonly kind: keyof ResendTimeouts;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
const SINGLE: Call = { kind: 'single', path: '/emails', headers: {} };
/** Permissive: an email that is wrong leaves the others to go (resend.com/docs/api-reference/emails/send-batch-emails). */
const BATCH: Call = {
  kind: 'batch',
  path: '/emails/batch',
  headers: { 'x-batch-validation': 'permissive' },
};
const MOST_IN_A_BATCH = 100;

/** Delivers through Resend's API; see ../../decisions/resend.md for what counts as which outcome. */
export function createResendCarrier(options: ResendCarrierOptions): Carrier {
  const { log, spacingMilliseconds } = options;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const resend = openResend(options);
  const turn = createTurns(spacingMilliseconds);

  /** The SDK's own `post` writes what was frozen as it is, so that a newer SDK repeats the same bytes. */
  async function post(call: Call, key: string, body: unknown): Promise<Answer> {
    await turn();
    const { result, connected } = await noticingConnection<SdkResponse>(key, () =>
      resend.post(call.path, body, {
        idempotencyKey: key,
        headers: call.headers,
        signal: AbortSignal.timeout(timeouts[call.kind]),
      }),
    );
    const answer = readAnswer(result, connected);
    if (answer.found === 'error')
      log.warn('resend refused', { key, status: answer.status, error: answer.name });
    return answer;
  }

  return {
    name: 'resend',
    freeze: async (message) => freezeEmail(message.messageId, emailOf(message)),
    async deliver(key, frozen): Promise<Delivery> {
      const { email, messageId } = thawEmail(frozen);
      return deliveryOf(await post(SINGLE, key, email), messageId);
    },
    batches: {
      most: MOST_IN_A_BATCH,
      mayJoin: mayJoinBatch,
      async deliver(key, frozen): Promise<readonly Delivery[]> {
        const emails = frozen.map(thawEmail);
        const requests = emails.map(({ email }) => email);
        const answer = await post(BATCH, key, requests);
        return deliveriesOf(
          answer,
          emails.map(({ messageId }) => messageId),
        );
      },
    },
  };
}
