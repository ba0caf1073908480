import { z } from 'zod';
import {
  type ApiHouse,
  type Call,
  congregationOver,
  idOf,
  membersOver,
  type TestCongregation,
} from './apiHouse.ts';

/** Five Tuesdays from 1 December, 19:30 in Lisbon, a fortnight apart. */
export const SEASON = {
  first: '2026-12-01',
  rhythm: { every: 'fortnight' },
  time: '19:30',
  meetings: 5,
  minutes: 90,
  place: 'https://meet.example.org/tide-pool',
  practice: 'case-clinic',
  questions: ['What would you like time for?'],
};

const seasonAnswer = z.looseObject({
  id: z.string(),
  crew: z.string(),
  state: z.looseObject({ name: z.string() }),
  meetings: z.array(
    z.looseObject({
      number: z.number(),
      startsAt: z.string(),
      at: z.string(),
      place: z.string(),
      host: z.string(),
      on: z.boolean(),
    }),
  ),
});
export type ShownSeason = z.infer<typeof seasonAnswer>;

export const shownSeason = ({ body }: { readonly body: unknown }): ShownSeason => seasonAnswer.parse(body);

export interface SeasonStory extends ApiHouse {
  readonly willow: TestCongregation;
  readonly members: readonly string[];
  readonly crew: string;
  /** `/congregations/<id>/seasons/<id>` */
  readonly path: string;
  season(): Promise<ShownSeason>;
  /** With the first host's key, below the congregation's path. */
  asked(
    method: string,
    path: string,
    json?: unknown,
    headers?: Call['headers'],
  ): ReturnType<ApiHouse['call']>;
}

const crewAnswer = z.looseObject({ id: z.string(), season: z.string() });

/** A congregation whose members are a crew in its first season. */
export async function seasonOver(
  api: ApiHouse,
  names: readonly string[] = ['Ana', 'Bo', 'Cleo', 'Dee'],
  season: object = SEASON,
): Promise<SeasonStory> {
  const willow = await congregationOver(api);
  const members = await membersOver(api, willow, ...names);
  const asked: SeasonStory['asked'] = (method, path, json, headers = {}) =>
    api.call(method, `${willow.path}${path}`, {
      key: willow.key,
      headers,
      ...(json === undefined ? {} : { json }),
    });
  const made = await asked('POST', '/crews', { name: 'Tide pool', members, season });
  const crew = crewAnswer.parse(made.body);
  await api.house.settle();
  const path = `${willow.path}/seasons/${crew.season}`;
  return {
    ...api,
    willow,
    members,
    crew: crew.id,
    path,
    season: async () => shownSeason(await api.get(path, willow.key)),
    asked,
  };
}

/** A crew without a season. */
export async function crewOver(api: ApiHouse, ...names: readonly string[]) {
  const willow = await congregationOver(api);
  const members = await membersOver(api, willow, ...names);
  const made = await api.post(`${willow.path}/crews`, willow.key, { name: 'Tide pool', members });
  return { ...api, willow, members, crew: idOf(made) };
}
