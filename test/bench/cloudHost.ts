import { congregationId } from '@crewtide/domain';
import { z } from 'zod';
import { SECRETS } from '../lambda/cloud.ts';
import { addressOf } from '../support/builders.ts';
import type { MeteredCloud } from './meteredCloud.ts';

export const CREW = ['Ana', 'Bo', 'Cleo', 'Dov', 'Eva'];
export const MEETINGS = 5;
const ZONE = 'Europe/Lisbon';

/** Who asks the API for things. */
export interface Host {
  readonly congregation: z.infer<typeof congregationId>;
  post(path: string, body: object): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

const created = z.looseObject({
  id: congregationId,
  hosts: z.array(z.looseObject({ key: z.string() })).min(1),
});

/** Two hosts and five members, whose welcome waits. */
export async function congregationOf(metered: MeteredCloud): Promise<Host> {
  const send = (key: string, path: string, body?: object) =>
    metered.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const made = await send(SECRETS.OperatorKey, '/congregations', {
    name: 'Willow circle',
    zone: ZONE,
    hosts: ['Hanna', 'Hugo'].map((name) => ({ name, email: addressOf(name) })),
  });
  const { id, hosts } = created.parse(made);
  const key = hosts[0]?.key ?? '';
  const host: Host = {
    congregation: id,
    post: (path, body) => send(key, `/congregations/${id}${path}`, body),
    get: (path) => send(key, `/congregations/${id}${path}`),
  };
  const members = CREW.map((name) => ({ name, email: addressOf(name), zone: ZONE }));
  await host.post('/imports', { members });
  return host;
}

export async function formCrew(metered: MeteredCloud, { congregation, post }: Host): Promise<void> {
  const store = metered.cloud.store.of(congregation);
  const owners = await Promise.all(CREW.map((name) => store.get('address', addressOf(name))));
  await post('/crews', {
    name: 'Tide pool',
    members: owners.map((owner) => owner?.member),
    zone: ZONE,
    season: {
      first: '2026-12-01',
      meetings: MEETINGS,
      minutes: 90,
      rhythm: { every: 'fortnight' },
      time: '19:30',
      place: 'https://meet.example.org/tide-pool',
      practice: 'case-clinic',
      questions: ['What would you like time for?'],
    },
  });
}
