import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** A call gives up after 3 attempts, each of which is silent for `requestTimeout`. Region and credentials are found by the SDK. */
const bounded = (requestTimeout: number) => ({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout, throwOnRequestTimeout: true },
});

export const createS3Client = (): S3Client => new S3Client(bounded(15_000));

/** Its hints may be lost, so nobody waits long for it. */
export const createSqsClient = (): SQSClient => new SQSClient(bounded(3_000));
