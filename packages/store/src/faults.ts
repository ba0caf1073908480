import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { StoreFault } from '@crewtide/flows';

/** Errors of DynamoDB after which the same call can succeed. Server faults (5xx) are retryable whatever their name. */
const PASSING = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Codes of CancellationReasons after which the same transaction can succeed. */
const PASSING_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Sends a command; what goes wrong is a StoreFault that names the operation and the error's name, never its message. */
export async function ask<T>(operation: string, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    throw faultOf(operation, error);
  }
}

/** Whether a write failed for its own condition, alone or in a transaction. */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionCanceledException)
    return reasonsOf(error).includes('ConditionalCheckFailed');
  return error instanceof DynamoDBServiceException && error.name === 'ConditionalCheckFailedException';
}

/**
 * Messages and causes stay behind: a cancelled transaction's message can hold items. An error that DynamoDB did
 * not answer (a broken connection, a truncated body) leaves the outcome open and is retryable.
 */
export function faultOf(operation: string, error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  if (error instanceof TransactionCanceledException) {
    const reasons = reasonsOf(error);
    return new StoreFault(
      `${operation}: ${error.name} (${[...new Set(reasons)].join(', ')})`,
      reasons.length > 0 && reasons.every((reason) => PASSING_REASONS.has(reason)),
    );
  }
  if (error instanceof DynamoDBServiceException)
    return new StoreFault(
      `${operation}: ${error.name}`,
      PASSING.has(error.name) || (error.$metadata.httpStatusCode ?? 500) >= 500,
    );
  return new StoreFault(`${operation}: ${error instanceof Error ? transportName(error) : 'failed'}`, true);
}

const reasonsOf = (error: TransactionCanceledException): readonly string[] =>
  (error.CancellationReasons ?? []).flatMap(({ Code }) =>
    Code === undefined || Code === 'None' ? [] : [Code],
  );

const transportName = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
