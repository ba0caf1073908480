import { type Instant, later, localDateAt, type TimeZone } from '@crewtide/domain';
import { z } from 'zod';
import { type ApiClient, createApiClient } from './apiClient.ts';
import type { Demo } from './demo.ts';
import { createHost, type Host } from './host.ts';
import { CONGREGATION, CREWS, type CrewPlan, HOSTS } from './people.ts';

export interface Person {
  readonly member: string;
  readonly name: string;
  readonly address: string;
  readonly zone: TimeZone;
  readonly role: 'host' | 'member';
}

export interface CrewFormed {
  readonly id: string;
  readonly name: string;
  readonly zone: TimeZone;
  readonly people: readonly Person[];
}

/** What stands when the demo begins. */
export interface Circle {
  readonly name: string;
  readonly congregation: string;
  readonly zone: TimeZone;
  readonly people: readonly Person[];
  readonly crews: readonly CrewFormed[];
  readonly host: Host;
  /** The first host's key. */
  readonly hostKey: string;
}

const congregation = z.object({
  id: z.string(),
  hosts: z.array(z.object({ member: z.string(), key: z.string() })).min(2),
});
const imported = z.object({ rows: z.array(z.object({ outcome: z.literal('added'), member: z.string() })) });
const formed = z.object({ id: z.string() });

/** As a host would: a congregation, its members and two crews in their first season, all through the HTTP API. */
export async function setUp(demo: Demo, operatorKey: string): Promise<Circle> {
  const api = createApiClient(demo.apiUrl);
  const made = await api.post('/congregations', operatorKey, { ...CONGREGATION, hosts: HOSTS }, congregation);
  const hostKey = made.hosts[0]?.key ?? '';
  const at = `/congregations/${made.id}`;
  const members = CREWS.flatMap((crew) => crew.members);
  const { rows } = await api.post(`${at}/imports`, hostKey, { members }, imported);
  await demo.settle();
  const people = members.map((person, index) => asPerson(person, rows[index]?.member, 'member'));
  const crews: CrewFormed[] = [];
  for (const plan of CREWS) crews.push(await form({ api, at, hostKey }, plan, people, demo.clock.now()));
  await demo.settle();
  return {
    name: CONGREGATION.name,
    congregation: made.id,
    zone: CONGREGATION.zone,
    people: [...people, ...HOSTS.map((host, index) => asPerson(host, made.hosts[index]?.member, 'host'))],
    crews,
    host: createHost(api, made.id, hostKey),
    hostKey,
  };
}

interface Door {
  readonly api: ApiClient;
  /** The congregation's path. */
  readonly at: string;
  readonly hostKey: string;
}

/** Far enough ahead that the first prompt is still to come, wherever somebody lives. */
const FIRST_MEETING = { days: 4 } as const;

async function form(
  { api, at, hostKey }: Door,
  plan: CrewPlan,
  everyone: readonly Person[],
  now: Instant,
): Promise<CrewFormed> {
  const people = plan.members.flatMap(({ email }) => everyone.filter(({ address }) => address === email));
  const { name, zone, season } = plan;
  const first = localDateAt(later(now, FIRST_MEETING), zone);
  const body = { name, zone, members: people.map(({ member }) => member), season: { ...season, first } };
  const { id } = await api.post(`${at}/crews`, hostKey, body, formed);
  return { id, name, zone, people };
}

const asPerson = (
  { name, email, zone }: CrewPlan['members'][number],
  member: string | undefined,
  role: Person['role'],
): Person => ({ member: member ?? '', name, address: email, zone, role });
