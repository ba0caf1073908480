import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@crewtide/flows';

export interface StoreSettings {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Into how many partitions the agenda is spread when it is written. */
  readonly shards: number;
  /** How many there were before, while records of that time may still come due; readers cover both. */
  readonly oldShards?: number | undefined;
  /** Tells what has expired. */
  readonly clock: Clock;
}
