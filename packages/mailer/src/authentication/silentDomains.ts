import { type Instant, later } from '@crewtide/domain';

const LEFT_ALONE = { minutes: 1 } as const;
const MOST = 1000;

/** Domains whose DNS did not answer a moment ago: not each message of each round waits for it again. */
export function createSilentDomains(): {
  isSilent(domain: string, now: Instant): boolean;
  add(domain: string, now: Instant): void;
} {
  const until = new Map<string, Instant>();
  return {
    isSilent: (domain, now) => (until.get(domain) ?? now) > now,
    add(domain, now) {
      until.delete(domain);
      until.set(domain, later(now, LEFT_ALONE));
      const oldest = until.keys().next().value;
      if (until.size > MOST && oldest !== undefined) until.delete(oldest);
    },
  };
}
