import { type CongregationId, congregationId, crewId, type Season } from '@crewtide/domain';
import { z } from 'zod';
import { addressOf } from '../support/builders.ts';
import type { TestCongregation } from '../support/houseCongregation.ts';
import type { CrewInSeason, CrewOptions } from '../support/houseSeason.ts';
import { type Cloud, SECRETS } from './cloud.ts';
import type { CloudHouse } from './cloudHouse.ts';

const created = z.looseObject({ id: congregationId, hosts: z.array(z.looseObject({ key: z.string() })) });

/** A congregation whose host does everything through the API; what tests look up, they look up in the store. */
export interface CloudCongregation extends Pick<TestCongregation, 'store' | 'newest' | 'idOf'> {
  readonly id: CongregationId;
  /** As its first host; answers the body. */
  post(path: string, body: object): Promise<unknown>;
}

export interface CrewInCloud extends Pick<CrewInSeason, 'season'> {
  readonly house: CloudHouse;
  readonly willow: CloudCongregation;
}

async function congregationInCloud(cloud: Cloud, house: CloudHouse): Promise<CloudCongregation> {
  const post = async (path: string, key: string, body: object): Promise<unknown> => {
    const answer = await cloud.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { id, hosts } = created.parse(
    await post('/congregations', SECRETS.OperatorKey, {
      name: 'Willow circle',
      zone: 'Europe/Lisbon',
      hosts: ['Hanna', 'Hugo'].map((name) => ({ name, email: addressOf(name) })),
    }),
  );
  const key = hosts[0]?.key ?? '';
  const store = house.deps.store.of(id);
  return {
    id,
    store,
    post: (path, body) => post(`/congregations/${id}${path}`, key, body),
    async idOf(name) {
      const owner = await store.get('address', addressOf(name));
      if (owner === undefined) throw new Error(`${name} is no member`);
      return owner.member;
    },
    newest(name) {
      const mail = house.mailOf(addressOf(name)).at(-1);
      if (mail === undefined) throw new Error(`${name} got no letter`);
      return mail;
    },
  };
}

/** What `crewIn` does on one machine: five Tuesdays at 19:30 of case clinic unless told otherwise. */
export async function crewInCloud(
  cloud: Cloud,
  house: CloudHouse,
  { people, zone, season }: CrewOptions,
): Promise<CrewInCloud> {
  const willow = await congregationInCloud(cloud, house);
  const members = Object.entries(people).map(([name, own]) => ({ name, email: addressOf(name), zone: own }));
  await willow.post('/imports', { members });
  await house.settle();
  const made = await willow.post('/crews', {
    name: 'Tide pool',
    members: await Promise.all(Object.keys(people).map(willow.idOf)),
    zone,
    season: {
      rhythm: { every: 'week' },
      time: '19:30',
      meetings: 5,
      minutes: 60,
      place: 'https://meet.example.org/tide-pool',
      practice: 'case-clinic',
      questions: ['What would you like time for?'],
      ...season,
    },
  });
  const { id: crew } = z.looseObject({ id: crewId }).parse(made);
  await house.settle();
  return { house, willow, season: () => newestSeason(willow, crew) };
}

async function newestSeason({ store }: CloudCongregation, crew: string): Promise<Season> {
  const { season } = (await store.get('crew', crew)) ?? {};
  const found = season && (await store.get('season', season));
  if (!found) throw new Error('the crew has a season');
  return found;
}
