import { eventOf, type Instant, providerEvent } from '@crewtide/domain';
import type { ProvidedMail, ProviderFault, ProviderInbox, WebhookReader } from '@crewtide/flows';
import type { IncomingMail } from './house.ts';

/** A mail provider that keeps what it received in memory. */
export interface MemoryProvider {
  readonly inbox: ProviderInbox;
  /** Takes JSON of an id and a happening that `SIGNED` comes with. */
  readonly read: WebhookReader;
  /** Mails that were asked for, in order. */
  readonly fetched: readonly string[];
  /** It received a message; its name for it. */
  receives(mail: IncomingMail, receivedAt: Instant): string;
  forgets(mail: string): void;
  /** The next calls meet these. */
  fails(...faults: readonly (ProviderFault | TypeError)[]): void;
}

export const SIGNED = { 'signed-by': 'the provider' } as const;

const posted = providerEvent.pick({ id: true, happening: true });

const A_PAGE = 2;

export function memoryProvider(): MemoryProvider {
  /** Newest first. */
  const received: { readonly mail: string; readonly provided: ProvidedMail }[] = [];
  const fetched: string[] = [];
  const faults: Error[] = [];
  let number = 0;
  const meet = () => {
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
  };
  return {
    fetched,
    inbox: {
      async fetch(mail) {
        fetched.push(mail);
        meet();
        return received.find((each) => each.mail === mail)?.provided;
      },
      async list(after) {
        meet();
        const from = after === undefined ? 0 : received.findIndex(({ mail }) => mail === after) + 1;
        const page = received.slice(from, from + A_PAGE);
        return {
          items: page.map(({ mail, provided }) => ({ mail, receivedAt: provided.receivedAt })),
          next: from + A_PAGE < received.length ? page.at(-1)?.mail : undefined,
        };
      },
    },
    read(body, headers, now) {
      if (headers.get('signed-by') !== SIGNED['signed-by']) return { found: 'forged' };
      const { data } = posted.safeParse(jsonOf(body));
      return data === undefined
        ? { found: 'malformed' }
        : { found: 'event', event: eventOf(data.id, data.happening, now) };
    },
    receives(mail, receivedAt) {
      number += 1;
      const name = `mail-${number}`;
      received.unshift({ mail: name, provided: { ...mail, receivedAt } });
      return name;
    },
    forgets(mail) {
      const at = received.findIndex((each) => each.mail === mail);
      if (at >= 0) received.splice(at, 1);
    },
    fails: (...more) => void faults.push(...more),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
