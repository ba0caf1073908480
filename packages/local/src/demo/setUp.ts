import type { TimeZone } from '@crewtide/domain';
import { z } from 'zod';
import { createApiClient } from './apiClient.ts';
import type { Demo } from './demo.ts';
import { createHost, type Host } from './host.ts';
import { CONGREGATION, CREW, HOSTS, MEMBERS, QUESTIONS } from './people.ts';

export interface Person {
  readonly member: string;
  readonly name: string;
  readonly address: string;
  readonly zone: TimeZone;
  readonly role: 'host' | 'member';
}

/** What stands when the demo begins. */
export interface Circle {
  readonly name: string;
  readonly congregation: string;
  readonly zone: TimeZone;
  readonly people: readonly Person[];
  readonly crew: { readonly id: string; readonly name: string; readonly zone: TimeZone };
  readonly host: Host;
  /** The first host's key. */
  readonly hostKey: string;
}

const congregation = z.object({
  id: z.string(),
  hosts: z.array(z.object({ member: z.string(), key: z.string() })).min(2),
});
const imported = z.object({ rows: z.array(z.object({ outcome: z.literal('added'), member: z.string() })) });
const crew = z.object({ id: z.string() });

/** As a host would: a congregation, its members, a crew and its first prompt, all through the HTTP API. */
export async function setUp(demo: Demo, operatorKey: string): Promise<Circle> {
  const api = createApiClient(demo.apiUrl);
  const made = await api.post('/congregations', operatorKey, { ...CONGREGATION, hosts: HOSTS }, congregation);
  const hostKey = made.hosts[0]?.key ?? '';
  const at = `/congregations/${made.id}`;
  const { rows } = await api.post(`${at}/imports`, hostKey, { members: MEMBERS }, imported);
  await demo.settle();
  const ids = rows.map((row) => row.member);
  const { id } = await api.post(`${at}/crews`, hostKey, { name: CREW, members: ids }, crew);
  const circle: Circle = {
    name: CONGREGATION.name,
    congregation: made.id,
    zone: CONGREGATION.zone,
    people: [
      ...MEMBERS.map((person, index) => asPerson(person, ids[index], 'member')),
      ...HOSTS.map((person, index) => asPerson(person, made.hosts[index]?.member, 'host')),
    ],
    crew: { id, name: CREW, zone: CONGREGATION.zone },
    host: createHost(api, made.id, hostKey),
    hostKey,
  };
  await circle.host.ask(circle.crew, QUESTIONS, demo.clock.now());
  await demo.settle();
  return circle;
}

const asPerson = (
  { name, email, zone }: (typeof MEMBERS)[number],
  member: string | undefined,
  role: Person['role'],
): Person => ({ member: member ?? '', name, address: email, zone, role });
