import type { Clock } from '@crewtide/flows';
import { millisecondsOf } from './clock.ts';
import { signWebhook } from './signature.ts';

/** What becomes of an event's first post: `late` goes with the next tries, after what was told later. */
export type WebhookMode = 'deliver' | 'drop' | 'double' | 'late';

export interface Endpoint {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
}

/** A post to the endpoint. */
export interface WebhookTry {
  readonly id: string;
  readonly type: string;
  /** Undefined where nobody answered. */
  readonly status: number | undefined;
}

export interface Webhooks {
  readonly tries: readonly WebhookTry[];
  to(endpoint: Endpoint | undefined): void;
  next(...modes: readonly WebhookMode[]): void;
  tell(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Posts what was told, and what is due to be posted again; resolves when it was. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds until the next try, counted from the last (resend.com/docs/webhooks/retries-and-replays). */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

interface Pending {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly tried: number;
  readonly due: number;
}

export function webhooks(clock: Clock, freshId: () => string): Webhooks {
  const tries: WebhookTry[] = [];
  const modes: WebhookMode[] = [];
  const closing = new AbortController();
  let pending: readonly Pending[] = [];
  let endpoint: Endpoint | undefined;
  let working: Promise<void> = Promise.resolve();

  async function post(event: Pending, { url, secret }: Endpoint): Promise<void> {
    const status = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Svix-Webhooks/1.0',
        ...signWebhook(secret, event.id, millisecondsOf(clock), event.body),
      },
      body: event.body,
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(15_000)]),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => undefined,
    );
    tries.push({ id: event.id, type: event.type, status });
    const wait = WAITS[event.tried];
    if ((status === undefined || status < 200 || status > 299) && wait !== undefined) {
      const again = { ...event, tried: event.tried + 1, due: millisecondsOf(clock) + wait * 1000 };
      pending = [...pending, again];
    }
  }

  async function postDue(): Promise<void> {
    for (;;) {
      const now = millisecondsOf(clock);
      const event = pending.find(({ due }) => due <= now);
      if (event === undefined || endpoint === undefined || closing.signal.aborted) return;
      pending = pending.filter((other) => other !== event);
      await post(event, endpoint);
    }
  }

  return {
    tries,
    to: (next) => {
      endpoint = next;
    },
    next: (...more) => void modes.push(...more),
    tell(type, data) {
      if (endpoint === undefined) return;
      const mode = modes.shift() ?? 'deliver';
      const now = millisecondsOf(clock);
      const event: Pending = {
        id: `msg_${freshId().replaceAll('-', '')}`,
        type,
        body: JSON.stringify({ type, created_at: clock.now(), data }),
        tried: 0,
        due: mode === 'late' ? now + 1000 : now,
      };
      if (mode !== 'drop') pending = [...pending, event];
      if (mode === 'double') pending = [...pending, { ...event }];
    },
    settled() {
      working = working.then(postDue);
      return working;
    },
    close() {
      closing.abort();
      return working;
    },
  };
}
