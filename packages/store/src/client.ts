import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** DynamoDB Local takes letters and digits only. */
const DUMMY = { accessKeyId: 'crewtide', secretAccessKey: 'crewtide' };
const AGENT = { keepAlive: true, maxSockets: 50 };

/**
 * A client for AWS (no endpoint) or for another engine. Without `credentials`, an `http:` endpoint gets dummy ones
 * and any other way of reaching DynamoDB the SDK's own chain. A call gives up after 3 attempts of 10 s.
 */
export function createClient(options: {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly credentials?: DynamoDBClientConfig['credentials'];
}): DynamoDBClient {
  const credentials = options.credentials ?? (options.endpoint?.startsWith('http:') ? DUMMY : undefined);
  return new DynamoDBClient({
    region: options.region,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(credentials !== undefined && { credentials }),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
      httpAgent: AGENT,
      httpsAgent: AGENT,
    },
  });
}
