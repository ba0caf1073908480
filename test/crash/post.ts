import type { Ports } from './lives.ts';
import type { LifeOptions } from './messages.ts';

/** A letter that the carrier took, in the order of acceptance. */
export interface Taken {
  readonly to: string;
  /** The letter's id. */
  readonly letter: string;
  readonly bytes: Uint8Array;
}

export interface MailFromOutside {
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
}

/** How mail goes out of the house and comes in. */
export interface Post {
  readonly name: 'SMTP that honours the key' | 'plain SMTP' | 'Resend';
  /** What a life needs to reach it. */
  readonly life: LifeOptions['post'];
  readonly taken: readonly Taken[];
  /** How many letters one life may have delivered and a later one again. */
  readonly mayDouble: number;
  /** Sends a mail; whether the one who lives then has it, or whoever lives later. */
  send(through: Through, mail: MailFromOutside): Promise<void>;
  /** Somebody was born and can be reached there. */
  born(ports: Ports): void;
  /** Now and then something of it fails soon. */
  stumble(): void;
  /** Mail to this address comes back; absent where nothing does. */
  readonly returns?: (address: string) => void;
  found(): Found;
  close(): Promise<void>;
}

/** Does it with a living Crewtide, again and again until one lives long enough. */
export type Through = (work: (ports: Ports) => Promise<void>) => Promise<void>;

/** What it saw of the lives. */
export interface Found {
  /** Letters, or batches of them, that were offered again under their key. */
  readonly lettersRepeated: number;
  /** Letters that came again with other bytes under the same key. */
  readonly lettersChanged: number;
  readonly violations: readonly string[];
  /** What a life said that it had heard of a letter. */
  readonly news: readonly News[];
}

export interface News {
  readonly happened: 'delivered' | 'bounced';
  readonly letter: string;
}
