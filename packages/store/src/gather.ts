import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetItemCommand, GetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { StoreFault } from '@crewtide/flows';
import { type Item, itemOf } from './attributes.ts';
import { ask } from './faults.ts';
import type { Key } from './keys.ts';
import type { StoreSettings } from './settings.ts';

/** BatchGetItem takes this many keys. */
const BATCH = 100;
/** How often in a row a batch may come back without one item. */
const FRUITLESS = 5;

export type GetItem = (key: Key) => Promise<Item | undefined>;

interface Waiting {
  readonly key: Key;
  readonly answer: Promise<Item | undefined>;
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (fault: unknown) => void;
}

/** So many requests are on their way at once; what is asked for meanwhile travels with the next. */
const UNDER_WAY = 2;

/**
 * Strongly consistent reads; those that are asked for together travel together. A request costs far more CPU than
 * the items it carries, and DynamoDB bills by item in either case.
 */
export function gatherGets(settings: StoreSettings): GetItem {
  const waiting = new Map<string, Waiting>();
  let underWay = 0;
  let departing = false;

  const depart = () => {
    departing = false;
    while (waiting.size > 0 && underWay < UNDER_WAY) {
      const leaving = [...waiting].slice(0, BATCH);
      for (const [name] of leaving) waiting.delete(name);
      underWay += 1;
      void fetch(
        settings,
        leaving.map(([, each]) => each),
      ).finally(() => {
        underWay -= 1;
        depart();
      });
    }
  };

  return (key) => {
    const name = `${key.pk}\n${key.sk}`;
    const same = waiting.get(name);
    if (same !== undefined) return same.answer;
    const { promise: answer, resolve, reject } = Promise.withResolvers<Item | undefined>();
    waiting.set(name, { key, answer, resolve, reject });
    if (!departing) setImmediate(depart);
    departing = true;
    return answer;
  };
}

async function fetch(settings: StoreSettings, waiting: readonly Waiting[]): Promise<void> {
  const [first, ...others] = waiting;
  if (first === undefined) return;
  try {
    if (others.length === 0) return first.resolve(await getItem(settings, first.key));
    const items = await getBatch(
      settings,
      waiting.map(({ key }) => key),
    );
    const found = new Map(items.map((item) => [`${item.pk?.S}\n${item.sk?.S}`, item]));
    for (const { key, resolve } of waiting) resolve(found.get(`${key.pk}\n${key.sk}`));
  } catch (fault) {
    for (const { reject } of waiting) reject(fault);
  }
}

async function getItem({ client, table }: StoreSettings, key: Key): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: table, Key: itemOf(key), ConsistentRead: true });
  return (await ask('get', () => client.send(command))).Item;
}

/** DynamoDB leaves keys unprocessed when it is busy or when the answer exceeds 16 MB. */
async function getBatch({ client, table }: StoreSettings, keys: readonly Key[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left: KeysAndAttributes | undefined = { Keys: keys.map((key) => itemOf(key)), ConsistentRead: true };
  for (let fruitless = 0; left !== undefined; ) {
    const request: Record<string, KeysAndAttributes> = { [table]: left };
    const answer = await ask('get', () => client.send(new BatchGetItemCommand({ RequestItems: request })));
    const got: readonly Item[] = answer.Responses?.[table] ?? [];
    items.push(...got);
    left = answer.UnprocessedKeys?.[table];
    if (left === undefined) break;
    fruitless = got.length > 0 ? 0 : fruitless + 1;
    if (fruitless > FRUITLESS) throw new StoreFault('get: keys stay unprocessed', true);
    await pause(20 * 2 ** fruitless);
  }
  return items;
}
