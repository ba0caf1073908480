import { z } from 'zod';
import { type Lives, Refused } from './lives.ts';

const created = z.object({ id: z.string() });
const congregation = z.object({ id: z.string(), hosts: z.array(z.object({ key: z.string() })).min(1) });
const imported = z.object({ rows: z.array(z.object({ outcome: z.string(), member: z.string() })) });

export const MEMBERS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva'] as const;
export const addressOf = (name: string): string => `${name.toLowerCase()}@home.test`;

export interface Host {
  readonly congregation: string;
  /** Asks the crew; the answer is the prompt's id. */
  ask(question: string, digestAt: string): Promise<string>;
}

/** A host at work over HTTP who repeats whatever was not answered, under the same Idempotency-Key. */
export async function openHost(lives: Lives, operatorKey: string): Promise<Host> {
  const post = async <T>(
    path: string,
    key: string,
    body: unknown,
    once: string,
    schema: z.ZodType<T>,
  ): Promise<T> =>
    lives.through(async ({ http }) => {
      const response = await fetch(`http://127.0.0.1:${http}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': once,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (response.status >= 400 && response.status < 500)
        throw new Refused(`${path}: ${response.status} ${text}`);
      if (response.status !== 201) throw new Error(`${path}: ${response.status}`);
      return schema.parse(JSON.parse(text));
    });
  const hosts = ['Hana', 'Ivo'].map((name) => ({ name, email: addressOf(name) }));
  const made = await post(
    '/congregations',
    operatorKey,
    { name: 'Willow', zone: 'UTC', hosts },
    'congregation',
    congregation,
  );
  const key = made.hosts[0]?.key ?? '';
  const root = `/congregations/${made.id}`;
  const members = MEMBERS.map((name) => ({ name, email: addressOf(name) }));
  const { rows } = await post(`${root}/imports`, key, { members }, 'import', imported);
  const ids = rows.map((row) => row.member);
  const crew = await post(`${root}/crews`, key, { name: 'Tide', members: ids }, 'crew', created);
  return {
    congregation: made.id,
    ask: async (question, digestAt) => {
      const body = { questions: [question], digestAt };
      return (
        await post(`${root}/crews/${crew.id}/prompts`, key, body, question.replaceAll(' ', '-'), created)
      ).id;
    },
  };
}
