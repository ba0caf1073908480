/** An error of SQS: its name in the JSON protocol, and the code that the query protocol had for it. */
export class SqsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: keyof typeof QUERY_CODES | 'InternalError' | 'RequestThrottled', message: string = code) {
    super(message);
    this.name = 'SqsError';
    this.code = code;
    this.status = code === 'InternalError' ? 500 : 400;
  }
}

const QUERY_CODES = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  InvalidParameterValue: 'InvalidParameterValue',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  ReceiptHandleIsInvalid: 'ReceiptHandleIsInvalid',
  ResourceNotFoundException: 'ResourceNotFoundException',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
} as const;

const queryCodes: Readonly<Record<string, string>> = QUERY_CODES;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html */
export const headersOf = ({ code, status }: SqsError): Readonly<Record<string, string>> => ({
  'x-amzn-query-error': `${queryCodes[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`,
});

export const bodyOf = ({ code, message }: SqsError): string =>
  JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message });
