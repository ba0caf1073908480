import type { IncomingMessage, ServerResponse } from 'node:http';
import { callerOf } from '../caller.ts';
import { bodyOf, headersOf, SqsError } from './error.ts';
import { isOperation, type SqsOperation } from './operations.ts';

/** The operation that is asked for, and what it is asked with. */
export interface SqsRequest {
  readonly operation: SqsOperation;
  readonly body: unknown;
  readonly caller: string;
}

/** @throws SqsError when it is not signed, or not in AWS JSON 1.0 */
export async function readRequest(incoming: IncomingMessage): Promise<SqsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { authorization = '', 'content-type': type, 'x-amz-target': target } = incoming.headers;
  if (!/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]+\/sqs\/aws4_request/.test(authorization))
    throw new SqsError('InvalidParameterValue', 'not signed for SQS');
  if (type !== 'application/x-amz-json-1.0') throw new SqsError('InvalidParameterValue', 'not JSON 1.0');
  const operation = String(target).replace(/^AmazonSQS\./, '');
  if (!isOperation(operation)) throw new SqsError('UnsupportedOperation', operation);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return { operation, body, caller: callerOf(authorization) };
}

export function respond(outgoing: ServerResponse, answer: Record<string, unknown> | SqsError): void {
  const isError = answer instanceof SqsError;
  outgoing.writeHead(isError ? answer.status : 200, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': 'STANDIN',
    ...(isError && headersOf(answer)),
  });
  outgoing.end(isError ? bodyOf(answer) : JSON.stringify(answer));
}
