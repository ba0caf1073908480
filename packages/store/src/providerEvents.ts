import { GetItemCommand, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { instant, millisecondsOf, type ProviderEvent } from '@crewtide/domain';
import type { Commit, ProviderEvents } from '@crewtide/flows';
import { itemOf } from './attributes.ts';
import { ask, faultOf, isConflict } from './faults.ts';
import type { GetItem } from './gather.ts';
import { providerEventKey, SWEEP_KEY } from './keys.ts';
import { eventItemOf, readProviderEvent } from './records.ts';
import type { StoreSettings } from './settings.ts';

export function createProviderEvents(settings: StoreSettings, get: GetItem): ProviderEvents {
  const { client, table, shards, clock } = settings;

  async function put(event: ProviderEvent, version: number, condition: Condition): Promise<Commit> {
    const item = eventItemOf(providerEventKey(event.id), event, version, shards);
    try {
      await client.send(new PutItemCommand({ TableName: table, Item: itemOf(item), ...condition }));
      return 'committed';
    } catch (error) {
      if (isConflict(error)) return 'conflict';
      throw faultOf('commit', error);
    }
  }

  return {
    async record(event) {
      const outcome = await put(event, millisecondsOf(clock.now()), unlessThere(clock.now()));
      return outcome === 'committed' ? 'recorded' : 'known';
    },

    async get(id) {
      const item = await get(providerEventKey(id));
      return item && readProviderEvent(item, clock.now());
    },

    async known(ids) {
      const items = await Promise.all(ids.map((id) => get(providerEventKey(id))));
      return new Set(items.flatMap((item) => (item && readProviderEvent(item, clock.now())?.id) ?? []));
    },

    replace: (event) => put(event, event.version + 1, ifVersion(event.version)),

    async sweptUntil() {
      const command = new GetItemCommand({
        TableName: table,
        Key: itemOf({ ...SWEEP_KEY }),
        ConsistentRead: true,
      });
      const { Item } = await ask('sweep', () => client.send(command));
      return Item?.until?.S === undefined ? undefined : instant.parse(Item.until.S);
    },

    async setSweptUntil(until) {
      const command = new PutItemCommand({ TableName: table, Item: itemOf({ ...SWEEP_KEY, until }) });
      await ask('sweep', () => client.send(command));
    },
  };
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const unlessThere = (now: string): Condition => ({
  ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
  ExpressionAttributeNames: { '#pk': 'pk', '#expiresAt': 'expiresAt' },
  ExpressionAttributeValues: { ':now': { S: now } },
});

const ifVersion = (version: number): Condition => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});
