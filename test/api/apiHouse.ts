import { type Api, type ApiDeps, createApi } from '@crewtide/api';
import { keepsakePage } from '@crewtide/emails';
import { z } from 'zod';
import { houses, type TestHouse } from '../support/house.ts';

export const OPERATOR_KEY = 'operator-key-of-these-tests';

/** One answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface Call {
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: NonNullable<RequestInit['body']>;
}

export interface ApiHouse {
  readonly house: TestHouse;
  readonly api: Api;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  get(path: string, key?: string): Promise<Answer>;
  post(path: string, key: string | undefined, json: unknown, headers?: Call['headers']): Promise<Answer>;
}

export interface TestCongregation {
  readonly id: string;
  /** `/congregations/<id>` */
  readonly path: string;
  /** The first host's. */
  readonly key: string;
  readonly hosts: readonly { readonly member: string; readonly name: string; readonly key: string }[];
}

/** For each test a house with its API. */
export function apiHouses(): (change?: (deps: ApiDeps) => ApiDeps) => Promise<ApiHouse> {
  const open = houses();
  return async (change = (deps) => deps) => {
    const house = await open();
    let requests = 0;
    const requestId = () => {
      requests += 1;
      return `request-${requests}`;
    };
    const api = createApi(
      change({
        ...house.deps,
        operatorKey: OPERATOR_KEY,
        requestId,
        keepsakePage: (keepsake, zone) => keepsakePage(keepsake, zone),
      }),
    );
    const call: ApiHouse['call'] = async (method, path, options = {}) =>
      read(await api.request(path, { method, ...initOf(options) }));
    return {
      house,
      api,
      call,
      get: (path, key) => call('GET', path, { key }),
      post: (path, key, json, headers = {}) => call('POST', path, { key, json, headers }),
    };
  };
}

function initOf({ key, headers = {}, json, raw }: Call): RequestInit {
  const body = json === undefined ? raw : JSON.stringify(json);
  return {
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, body };
}

export const WILLOW = {
  name: 'Willow circle',
  zone: 'Europe/Lisbon',
  hosts: [
    { name: 'Hanna', email: 'hanna@example.org' },
    { name: 'Hugo', email: 'hugo@example.org', zone: 'Europe/Berlin' },
  ],
};

const congregationAnswer = z.object({
  id: z.string(),
  hosts: z.array(z.object({ member: z.string(), name: z.string(), key: z.string() })),
});

export async function congregationOver({ post }: ApiHouse, named = WILLOW): Promise<TestCongregation> {
  const { body } = await post('/congregations', OPERATOR_KEY, named);
  const { id, hosts } = congregationAnswer.parse(body);
  const [first] = hosts;
  if (first === undefined) throw new Error('a congregation has hosts');
  return { id, path: `/congregations/${id}`, key: first.key, hosts };
}

const importAnswer = z.object({ rows: z.array(z.object({ member: z.string().optional() })) });

/** Imports them by these names, and lets their welcomes leave; answers their ids. */
export async function membersOver(
  { house, post }: ApiHouse,
  { path, key }: TestCongregation,
  ...names: readonly string[]
): Promise<readonly string[]> {
  const members = names.map((name) => ({ name, email: `${name.toLowerCase()}@example.org` }));
  const { body } = await post(`${path}/imports`, key, { members });
  await house.settle();
  return importAnswer.parse(body).rows.flatMap(({ member }) => member ?? []);
}

export const idOf = ({ body }: Answer): string => z.object({ id: z.string() }).parse(body).id;

/** A page's items and where the next one begins. */
export const pageIn = ({ body }: Answer) =>
  z.object({ items: z.array(z.looseObject({})), next: z.string().nullable() }).parse(body);
