import { Resolver } from 'node:dns/promises';

/**
 * Asks the DNS as Node's resolver does: strings for A, AAAA, PTR and CNAME, lists of strings for TXT, objects for MX.
 * Rejects with an error whose `code` says why: ENOTFOUND and ENODATA are answers, others are not.
 */
export type DnsLookup = (name: string, type: string) => Promise<unknown>;

interface DnsSettings {
  /** `ip` or `ip:port`; without it, those of this machine. */
  readonly server?: string | undefined;
}

const MILLISECONDS_A_TRY = 2_000;
const TRIES = 2;

/** The DNS as this machine, or one server, knows it. */
export function createDnsLookup({ server }: DnsSettings = {}): DnsLookup {
  const resolver = new Resolver({ timeout: MILLISECONDS_A_TRY, tries: TRIES });
  if (server !== undefined) resolver.setServers([server]);
  return (name, type) => resolver.resolve(name, type);
}

export interface LookupLimits {
  readonly milliseconds: number;
  readonly lookups: number;
}

/**
 * Lookups for one message: once the time since the first, or the number of them, is used up, each more is one that got no answer.
 */
export function limitedLookups(
  lookup: DnsLookup,
  { milliseconds, lookups }: LookupLimits,
): { readonly lookup: DnsLookup; end(): void } {
  let left = lookups;
  let isOver = false;
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    isOver = true;
    over.reject(new NoAnswer());
  };
  return {
    lookup: async (name, type) => {
      timer ??= setTimeout(end, milliseconds);
      left -= 1;
      if (left < 0 || isOver) throw new NoAnswer();
      return Promise.race([lookup(name, type), over.promise]);
    },
    end: () => clearTimeout(timer),
  };
}

/** Under the code by which callers of a resolver know that time ran out. */
class NoAnswer extends Error {
  readonly code = 'ETIMEOUT';
  override readonly name = 'NoAnswer';
}
