import type { Carrier, Delivery, OutgoingMessage } from '@crewtide/flows';
import { composeMime } from '@crewtide/mailer';
import { z } from 'zod';

/** What a person's mailbox got. */
export interface DeliveredMail {
  /** The letter's id. */
  readonly key: string;
  readonly to: string;
  /** The envelope sender. */
  readonly returnPath: string;
  /** Without angle brackets, as it stands in `bytes`. */
  readonly messageId: string;
  readonly bytes: Uint8Array;
}

/**
 * How the carrier meets its next call; `unknown` is told from the caller's side, whether or not the mail went out. Of a
 * batch, `refuse-first` takes all but the first letter, `accept-first` takes it alone and puts the others off.
 */
export type Turn =
  | 'accept'
  | 'later'
  | 'wait'
  | 'refuse'
  | 'refuse-first'
  | 'accept-first'
  | 'unknown-lost'
  | 'unknown-delivered'
  | 'unknown-refuse-first'
  | 'throw';

/** How long `wait` asks for. */
export const WAIT_SECONDS = 1000;

export interface BatchCall {
  readonly key: string;
  /** Their ids. */
  readonly letters: readonly string[];
  readonly frozen: readonly Uint8Array[];
}

/** Delivers into memory; answers as it is told, and else accepts. */
export interface MemoryCarrier extends Carrier {
  readonly mailboxes: readonly DeliveredMail[];
  /** Every call with a single letter, delivered or not. */
  readonly calls: readonly { readonly key: string; readonly frozen: Uint8Array }[];
  readonly batchCalls: readonly BatchCall[];
  /** Keys that came again with something else than before. */
  readonly misused: readonly string[];
  next(...turns: readonly Turn[]): void;
  /** Letters that it answers with “later” from now on. */
  fullFor(...keys: readonly string[]): void;
  /** What happens right before the carrier answers its next call. */
  meanwhile(happening: () => Promise<unknown>): void;
}

export interface MemoryCarrierOptions {
  readonly honoursKeys?: boolean;
  readonly ownMessageIds?: boolean;
  /** How many letters a call may have; one where it is absent. */
  readonly batchOf?: number;
}

const head = z.object({ letter: z.string(), to: z.string(), returnPath: z.string(), messageId: z.string() });

const LATER: Delivery = { outcome: 'later', status: '451' };
const REFUSED: Delivery = { outcome: 'refused', status: '5.7.1' };
const UNKNOWN: Delivery = { outcome: 'unknown', cause: 'the connection broke' };

export function memoryCarrier(options: MemoryCarrierOptions = {}): MemoryCarrier {
  const mailboxes: DeliveredMail[] = [];
  const calls: { key: string; frozen: Uint8Array }[] = [];
  const batchCalls: BatchCall[] = [];
  const misused: string[] = [];
  const turns: Turn[] = [];
  const full = new Set<string>();
  const requests = new Map<string, string>();
  const decided = new Map<string, readonly Delivery[]>();
  let happening: (() => Promise<unknown>) | undefined;

  function accept(letter: Thawed): Delivery {
    if (full.has(letter.key)) return LATER;
    const messageId = options.ownMessageIds ? `${mailboxes.length + 1}@carrier.example` : letter.messageId;
    mailboxes.push({ ...letter, messageId, bytes: renamed(letter.bytes, letter.messageId, messageId) });
    return { outcome: 'accepted', messageId };
  }

  /** What was decided under a key is its answer from then on. */
  function processed(call: Call, meet: (letter: Thawed, at: number) => Delivery): readonly Delivery[] {
    const before = options.honoursKeys === false ? undefined : decided.get(call.key);
    if (before !== undefined) return before;
    const deliveries = call.frozen.map((frozen, at) => meet(thaw(frozen), at));
    if (deliveries.some(({ outcome }) => outcome !== 'later')) decided.set(call.key, deliveries);
    return deliveries;
  }

  async function meet(call: Call): Promise<readonly Delivery[]> {
    const request = Buffer.concat(call.frozen).toString('latin1');
    if ((requests.get(call.key) ?? request) !== request) misused.push(call.key);
    requests.set(call.key, request);
    const now = happening;
    happening = undefined;
    await now?.();
    const all = (delivery: Delivery) => call.frozen.map(() => delivery);
    switch (turns.shift() ?? 'accept') {
      case 'accept':
        return processed(call, accept);
      case 'later':
        return all(LATER);
      case 'wait':
        return all({ outcome: 'later', status: '429', retryAfterSeconds: WAIT_SECONDS });
      case 'refuse':
        return processed(call, () => REFUSED);
      case 'refuse-first':
        return processed(call, (letter, at) => (at === 0 ? REFUSED : accept(letter)));
      case 'accept-first':
        return processed(call, (letter, at) => (at === 0 ? accept(letter) : LATER));
      case 'unknown-delivered':
        processed(call, accept);
        return all(UNKNOWN);
      case 'unknown-refuse-first':
        processed(call, (letter, at) => (at === 0 ? REFUSED : accept(letter)));
        return all(UNKNOWN);
      case 'unknown-lost':
        return all(UNKNOWN);
      case 'throw':
        throw new Error('the carrier broke down');
    }
  }

  return {
    name: 'memory',
    mailboxes,
    calls,
    batchCalls,
    misused,
    next: (...more) => void turns.push(...more),
    fullFor: (...keys) => {
      for (const key of keys) full.add(key);
    },
    meanwhile: (what) => {
      happening = what;
    },
    freeze,
    async deliver(key, frozen) {
      calls.push({ key, frozen: Uint8Array.from(frozen) });
      const [delivery = UNKNOWN] = await meet({ key, frozen: [frozen] });
      return delivery;
    },
    ...(options.batchOf === undefined
      ? {}
      : {
          batches: {
            most: options.batchOf,
            mayJoin: (frozen) => !Buffer.from(frozen).includes(ATTACHED),
            deliver: (key, frozen) => {
              const letters = frozen.map((each) => thaw(each).key);
              batchCalls.push({ key, letters, frozen: frozen.map((each) => Uint8Array.from(each)) });
              return meet({ key, frozen });
            },
          },
        }),
  };
}

interface Call {
  readonly key: string;
  readonly frozen: readonly Uint8Array[];
}

type Thawed = DeliveredMail;

/** A letter with anything attached joins no batch, as with the providers that take batches. */
const ATTACHED = 'Content-Disposition: attachment';

async function freeze(message: OutgoingMessage): Promise<Uint8Array> {
  const { letter, returnPath, messageId } = message;
  const line = JSON.stringify({ letter, to: message.to.address, returnPath, messageId });
  return Buffer.concat([Buffer.from(`${line}\n`), await composeMime(message)]);
}

function thaw(frozen: Uint8Array): Thawed {
  const end = frozen.indexOf(10);
  const line: unknown = JSON.parse(Buffer.from(frozen.subarray(0, end)).toString());
  const { letter, ...mail } = head.parse(line);
  return { key: letter, ...mail, bytes: frozen.subarray(end + 1) };
}

const renamed = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  from === to
    ? bytes
    : Buffer.from(
        Buffer.from(bytes).toString('latin1').replace(`Message-ID: <${from}>`, `Message-ID: <${to}>`),
        'latin1',
      );
