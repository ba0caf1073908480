import {
  type Instant,
  instant,
  type LocalDateTime,
  later,
  localDateTime,
  localTimeAt,
  type TimeZone,
  timeZone,
} from '@crewtide/domain';
import { z } from 'zod';
import type { ApiClient } from './apiClient.ts';

const created = z.object({ id: z.string() });
const letters = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      to: z.string(),
      template: z.string(),
      state: z.object({ name: z.string(), reason: z.string().optional() }),
      createdAt: z.string(),
    }),
  ),
  next: z.string().nullable(),
});
const season = z.object({
  id: z.string(),
  number: z.number(),
  zone: timeZone,
  meetings: z.array(z.object({ number: z.number(), startsAt: z.string(), at: instant, on: z.boolean() })),
  state: z.object({ name: z.enum(['running', 'reviewing', 'ended']) }),
});
const crew = z.object({
  id: z.string(),
  members: z.array(z.string()),
  season: z.string().optional(),
  completedAt: z.string().optional(),
});
const heldMail = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      sender: z.string(),
      reason: z.string(),
      state: z.object({ name: z.string() }),
    }),
  ),
});

const settled = z.object({ state: z.object({ name: z.enum(['released', 'discarded']) }) });

export type LetterShown = z.infer<typeof letters>['items'][number];
export type SeasonShown = z.infer<typeof season>;
export type CrewShown = z.infer<typeof crew>;
export type HeldMailShown = z.infer<typeof heldMail>['items'][number];

/** What the demo does as a host of one congregation. */
export interface Host {
  /** Asks a crew now; the answers come back two days later at 18:00 on the crew's clock. */
  ask(
    crew: { readonly id: string; readonly zone: TimeZone },
    questions: readonly string[],
    now: Instant,
  ): Promise<string>;
  crew(id: string): Promise<CrewShown>;
  season(id: string): Promise<SeasonShown>;
  /** Every letter with its state, oldest first. */
  letters(): Promise<readonly LetterShown[]>;
  heldMail(): Promise<readonly HeldMailShown[]>;
  settle(held: string, how: 'release' | 'discard'): Promise<void>;
}

export function createHost(api: ApiClient, congregation: string, key: string): Host {
  const at = `/congregations/${congregation}`;
  return {
    async ask(crew, questions, now) {
      const body = { questions, digestAt: digestTime(now, crew.zone) };
      return (await api.post(`${at}/crews/${crew.id}/prompts`, key, body, created)).id;
    },
    crew: (id) => api.get(`${at}/crews/${id}`, key, crew),
    season: (id) => api.get(`${at}/seasons/${id}`, key, season),
    async letters() {
      const all: LetterShown[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await api.get(`${at}/letters?limit=100${query}`, key, letters);
        all.push(...page.items);
        cursor = page.next;
      }
      return all.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
    async heldMail() {
      return (await api.get(`${at}/held-mail?limit=100`, key, heldMail)).items;
    },
    async settle(held, how) {
      await api.post(`${at}/held-mail/${encodeURIComponent(held)}/${how}`, key, undefined, settled);
    },
  };
}

const digestTime = (now: Instant, zone: TimeZone): LocalDateTime =>
  localDateTime.parse(`${localTimeAt(later(now, { days: 2 }), zone).slice(0, 10)}T18:00`);
