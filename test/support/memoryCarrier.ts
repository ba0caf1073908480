import type { Carrier, Delivery, OutgoingMessage } from '@crewtide/flows';
import { composeMime } from '@crewtide/mailer';
import { z } from 'zod';

/** What a person's mailbox got. */
export interface DeliveredMail {
  /** The letter's id, under which it was delivered. */
  readonly key: string;
  readonly to: string;
  /** The envelope sender. */
  readonly returnPath: string;
  /** Without angle brackets, as it stands in `bytes`. */
  readonly messageId: string;
  readonly bytes: Uint8Array;
}

/** How the carrier meets its next call; `unknown` is told from the caller's side, whether or not the mail went out. */
export type Turn = 'accept' | 'later' | 'refuse' | 'unknown-lost' | 'unknown-delivered' | 'throw';

/** Delivers into memory; answers as it is told, and else accepts. */
export interface MemoryCarrier extends Carrier {
  readonly mailboxes: readonly DeliveredMail[];
  /** Every call, delivered or not. */
  readonly calls: readonly { readonly key: string; readonly frozen: Uint8Array }[];
  next(...turns: readonly Turn[]): void;
  /** Letters that it answers with “later” from now on. */
  fullFor(...keys: readonly string[]): void;
  /** What happens right before the carrier answers its next call. */
  meanwhile(happening: () => Promise<unknown>): void;
}

const head = z.object({ to: z.string(), returnPath: z.string(), messageId: z.string() });

export function memoryCarrier(
  options: { readonly honoursKeys?: boolean; readonly ownMessageIds?: boolean } = {},
): MemoryCarrier {
  const mailboxes: DeliveredMail[] = [];
  const calls: { key: string; frozen: Uint8Array }[] = [];
  const turns: Turn[] = [];
  const full = new Set<string>();
  let happening: (() => Promise<unknown>) | undefined;

  function accept(key: string, frozen: Uint8Array): Delivery {
    const known = mailboxes.find((mail) => mail.key === key);
    if (known && options.honoursKeys !== false) return { outcome: 'accepted', messageId: known.messageId };
    const mail = thaw(key, frozen);
    const messageId = options.ownMessageIds ? `${mailboxes.length + 1}@carrier.example` : mail.messageId;
    mailboxes.push({ ...mail, messageId, bytes: renamed(mail.bytes, mail.messageId, messageId) });
    return { outcome: 'accepted', messageId };
  }

  return {
    name: 'memory',
    mailboxes,
    calls,
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
      const now = happening;
      happening = undefined;
      await now?.();
      switch (turns.shift() ?? (full.has(key) ? 'later' : 'accept')) {
        case 'accept':
          return accept(key, frozen);
        case 'later':
          return { outcome: 'later', status: '451' };
        case 'refuse':
          return { outcome: 'refused', status: '5.7.1' };
        case 'unknown-delivered':
          accept(key, frozen);
          return { outcome: 'unknown', cause: 'the connection broke' };
        case 'unknown-lost':
          return { outcome: 'unknown', cause: 'the connection broke' };
        case 'throw':
          throw new Error('the carrier broke down');
      }
    },
  };
}

async function freeze(message: OutgoingMessage): Promise<Uint8Array> {
  const { returnPath, messageId } = message;
  const line = JSON.stringify({ to: message.to.address, returnPath, messageId });
  return Buffer.concat([Buffer.from(`${line}\n`), await composeMime(message)]);
}

function thaw(key: string, frozen: Uint8Array): DeliveredMail {
  const end = frozen.indexOf(10);
  const line: unknown = JSON.parse(Buffer.from(frozen.subarray(0, end)).toString());
  return { key, ...head.parse(line), bytes: frozen.subarray(end + 1) };
}

const renamed = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  from === to
    ? bytes
    : Buffer.from(
        Buffer.from(bytes).toString('latin1').replace(`Message-ID: <${from}>`, `Message-ID: <${to}>`),
        'latin1',
      );
