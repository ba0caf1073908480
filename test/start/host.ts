import { z } from 'zod';
import type { Crewtide } from './crewtide.ts';

const congregationMade = z.object({ id: z.string(), hosts: z.array(z.object({ key: z.string() })).min(2) });
const listed = z.object({ items: z.array(z.object({ state: z.object({ name: z.string() }) })) });

export interface Host {
  /** Members who get a welcome. */
  addMembers(names: readonly string[]): Promise<void>;
  /** The states of the congregation's letters, as another start of the same house tells them. */
  letterStates(of: Crewtide): Promise<readonly string[]>;
}

/** A congregation with a host, over the API. @throws Error for an answer that is no success */
export async function openCongregation(crewtide: Crewtide, operatorKey: string): Promise<Host> {
  const hosts = ['Hana', 'Ivo'].map((name) => ({ name, email: addressOf(name) }));
  const zone = 'Europe/Lisbon';
  const made = await asked(crewtide, '/congregations', operatorKey, { name: 'Willow Circle', zone, hosts });
  const congregation = congregationMade.parse(made);
  const path = `/congregations/${congregation.id}`;
  const key = congregation.hosts[0]?.key ?? '';
  return {
    async addMembers(names) {
      const members = names.map((name) => ({ name, email: addressOf(name) }));
      await asked(crewtide, `${path}/imports`, key, { members });
    },
    async letterStates(of) {
      const { items } = listed.parse(await asked(of, `${path}/letters?limit=100`, key));
      return items.map(({ state }) => state.name);
    },
  };
}

const addressOf = (name: string) => `${name.toLowerCase()}@home.example`;

async function asked(crewtide: Crewtide, path: string, key: string, body?: object): Promise<unknown> {
  const { api } = await crewtide.up();
  const answer = await fetch(`${api}${path}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
