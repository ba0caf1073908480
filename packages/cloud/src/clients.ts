import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** A call gives up after so many attempts, each silent for `requestTimeout` ms. Region and credentials are found by the SDK. */
const bounded = (maxAttempts: number, requestTimeout: number) => ({
  maxAttempts,
  requestHandler: { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true },
});

export const createS3Client = (): S3Client => new S3Client(bounded(3, 15_000));

/** Its hints may be lost, so nobody waits long for it: a host's request ends with them. */
export const createSqsClient = (): SQSClient => new SQSClient(bounded(2, 1_500));
