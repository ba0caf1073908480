import { createHash } from 'node:crypto';
import type { Clock } from '@crewtide/flows';
import { SqsError } from './error.ts';
import type { Carrying } from './mischief.ts';

export interface QueueSettings {
  readonly name: string;
  readonly visibilitySeconds?: number;
  readonly retentionSeconds?: number;
  /** After so many receives a message goes to the queue of that name. */
  readonly deadLetters?: { readonly queue: string; readonly maxReceiveCount: number };
}

export interface Message {
  readonly id: string;
  readonly body: string;
  /** Milliseconds since 1970; a dead letter keeps the first. */
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  firstReceivedAt: number | undefined;
  /** Of the last receive. */
  receipt: string | undefined;
  /** The queue that a dead letter came from. */
  readonly source: string | undefined;
}

export interface Queue {
  readonly settings: Required<Omit<QueueSettings, 'deadLetters'>> & Pick<QueueSettings, 'deadLetters'>;
  send(body: string): string;
  /** As it is, visible at once: a dead letter, or one that is moved back. */
  place(message: Pick<Message, 'id' | 'body' | 'sentAt'>, source: string | undefined): void;
  receive(most: number, visibilitySeconds?: number): readonly Message[];
  /** An old receipt deletes nothing. */
  delete(receipt: string): void;
  changeVisibility(receipt: string, seconds: number): void;
  /** Takes out up to so many that are visible. */
  take(most: number): readonly Message[];
  messages(): readonly Message[];
  counts(): { readonly visible: number; readonly inFlight: number };
}

const DEFAULTS = { visibilitySeconds: 30, retentionSeconds: 4 * 86_400 };

export function createQueue(
  given: QueueSettings,
  {
    clock,
    carry,
    ids,
    bury,
  }: {
    readonly clock: Clock;
    readonly carry: Carrying;
    readonly ids: () => string;
    /** Takes a message that was received too often. */
    readonly bury: (message: Message, to: string) => void;
  },
): Queue {
  const settings = { ...DEFAULTS, ...given };
  let kept: Message[] = [];
  const now = (): number => Date.parse(clock.now());
  const alive = (): readonly Message[] => {
    kept = kept.filter(({ sentAt }) => sentAt + settings.retentionSeconds * 1000 > now());
    return kept;
  };
  const visible = (): readonly Message[] => alive().filter(({ visibleAt }) => visibleAt <= now());
  const remove = (message: Message): void => {
    kept = kept.filter((one) => one !== message);
  };
  const add = (of: Pick<Message, 'id' | 'body' | 'sentAt' | 'visibleAt' | 'source'>): void => {
    kept.push({ ...of, receives: 0, firstReceivedAt: undefined, receipt: undefined });
  };
  const withReceipt = (receipt: string): Message | undefined => {
    if (!receipt.startsWith(`${settings.name}#`)) throw new SqsError('ReceiptHandleIsInvalid');
    return alive().find((message) => message.receipt === receipt);
  };

  function isBuried(message: Message): boolean {
    const { deadLetters } = settings;
    if (deadLetters === undefined || message.receives < deadLetters.maxReceiveCount) return false;
    remove(message);
    bury(message, deadLetters.queue);
    return true;
  }

  return {
    settings,

    send(body) {
      const id = ids();
      for (const delay of carry.arrivals())
        add({ id, body, sentAt: now(), visibleAt: now() + delay * 1000, source: undefined });
      return id;
    },

    place: ({ id, body, sentAt }, source) => add({ id, body, sentAt, visibleAt: now(), source }),

    receive(most, visibilitySeconds = settings.visibilitySeconds) {
      const received = carry
        .ordered(visible())
        .filter((message) => !isBuried(message))
        .slice(0, most);
      for (const message of received) {
        message.receives += 1;
        message.firstReceivedAt ??= now();
        message.visibleAt = now() + visibilitySeconds * 1000;
        message.receipt = `${settings.name}#${ids()}`;
      }
      return received.map((message) => ({ ...message }));
    },

    delete(receipt) {
      const message = withReceipt(receipt);
      if (message !== undefined) remove(message);
    },

    changeVisibility(receipt, seconds) {
      const message = withReceipt(receipt);
      if (message === undefined) throw new SqsError('ReceiptHandleIsInvalid');
      message.visibleAt = now() + seconds * 1000;
    },

    take(most) {
      const taken = visible().slice(0, most);
      for (const message of taken) remove(message);
      return taken;
    },

    messages: () => alive().map((message) => ({ ...message })),

    counts() {
      const seen = visible().length;
      return { visible: seen, inFlight: alive().length - seen };
    },
  };
}

export const md5Of = (body: string): string => createHash('md5').update(body).digest('hex');
