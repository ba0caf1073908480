import { memberId, promptId, seasonId } from '@crewtide/domain';
import { z } from 'zod';
import { type Lives, Refused } from './lives.ts';

const congregation = z.object({ id: z.string(), hosts: z.array(z.object({ key: z.string() })).min(1) });
const imported = z.object({ rows: z.array(z.object({ outcome: z.string(), member: memberId })) });
const crew = z.object({ id: z.string(), season: seasonId, completedAt: z.string().optional() });
export type Crew = z.infer<typeof crew>;

const season = z.object({
  id: seasonId,
  crew: z.string(),
  number: z.number(),
  meetings: z.array(z.object({ number: z.number(), at: z.string(), prompt: promptId.optional() })),
  state: z.object({ name: z.string(), outcomeAt: z.string().optional() }),
});
export type Season = z.infer<typeof season>;

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva'] as const;
const emailOf = (name: string): string => `${name.toLowerCase()}@home.test`;

export interface Person {
  readonly id: z.infer<typeof memberId>;
  readonly name: string;
  readonly email: string;
}

const letter = z.object({
  id: z.string(),
  state: z.object({ name: z.string(), deliveredAt: z.string().optional() }),
});
export type LetterShown = z.infer<typeof letter>;

/** A host at work over HTTP who repeats whatever was not answered, under the same Idempotency-Key. */
export interface Host {
  readonly congregation: string;
  readonly people: readonly Person[];
  /** A crew of everyone, with a season of two weekly meetings at noon from that day on. */
  formCrew(name: string, first: string): Promise<Crew>;
  crew(id: string): Promise<Crew>;
  season(id: string): Promise<Season>;
  seasons(): Promise<readonly Season[]>;
  letters(): Promise<readonly LetterShown[]>;
  /** A member who is in no crew. */
  add(name: string, email: string): Promise<void>;
  /** Moves a meeting to another time and place. */
  move(of: Season, number: number, to: { readonly startsAt: string; readonly place: string }): Promise<void>;
}

export async function openHost(lives: Lives, operatorKey: string): Promise<Host> {
  const hosts = ['Hana', 'Ivo'].map((name) => ({ name, email: emailOf(name) }));
  const made = await ask(lives, operatorKey, congregation, 'POST', '/congregations', {
    once: 'congregation',
    body: { name: 'Willow', zone: 'UTC', hosts },
  });
  const key = made.hosts[0]?.key ?? '';
  const root = `/congregations/${made.id}`;
  const members = NAMES.map((name) => ({ name, email: emailOf(name) }));
  const { rows } = await ask(lives, key, imported, 'POST', `${root}/imports`, {
    once: 'import',
    body: { members },
  });
  const ids = rows.map((row) => row.member);
  const read = <T>(path: string, schema: z.ZodType<T>) => ask(lives, key, schema, 'GET', `${root}${path}`);

  async function all<T>(path: string, item: z.ZodType<T>, cursor?: string): Promise<readonly T[]> {
    const page = z.object({ items: z.array(item), next: z.string().nullable() });
    const query = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { items, next } = await read(`${path}?limit=100${query}`, page);
    return next === null ? items : [...items, ...(await all(path, item, next))];
  }

  return {
    congregation: made.id,
    people: NAMES.flatMap((name, at) => {
      const id = ids[at];
      return id === undefined ? [] : [{ id, name, email: emailOf(name) }];
    }),
    formCrew: (name, first) =>
      ask(lives, key, crew, 'POST', `${root}/crews`, {
        once: name.replaceAll(' ', '-'),
        body: { name, members: ids, season: { ...AGREED, first } },
      }),
    crew: (id) => read(`/crews/${id}`, crew),
    season: (id) => read(`/seasons/${id}`, season),
    seasons: () => all('/seasons', season),
    letters: () => all('/letters', letter),
    async add(name, email) {
      await ask(lives, key, imported, 'POST', `${root}/imports`, {
        once: email.replace('@', '-'),
        body: { members: [{ name, email }] },
      });
    },
    async move({ id }, number, to) {
      await ask(lives, key, season, 'PATCH', `${root}/seasons/${id}/meetings/${number}`, {
        once: `move-${id}-${number}`,
        body: to,
      });
    },
  };
}

const AGREED = {
  rhythm: { every: 'week' },
  time: '12:00',
  meetings: 2,
  minutes: 60,
  place: 'The boathouse',
  practice: 'check-in',
  questions: ['What would you like time for?'],
} as const;

interface Writing {
  readonly once: string;
  readonly body: unknown;
}

async function ask<T>(
  lives: Lives,
  key: string,
  schema: z.ZodType<T>,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  writing?: Writing,
): Promise<T> {
  return lives.through(async ({ http }) => {
    const response = await fetch(`http://127.0.0.1:${http}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(writing && { 'content-type': 'application/json', 'idempotency-key': writing.once }),
      },
      ...(writing && { body: JSON.stringify(writing.body) }),
    });
    const text = await response.text();
    if (response.status >= 400 && response.status < 500) {
      throw new Refused(`${path}: ${response.status} ${text}`);
    }
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return schema.parse(JSON.parse(text));
  });
}
