import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@crewtide/flows';
import { callerOf } from '../caller.ts';
import { createBucket, type Expiry } from './bucket.ts';
import { S3Error } from './error.ts';
import { OPERATIONS, operationOf, type S3Operation } from './operations.ts';
import { checkSigned, crc32Of, etagOf, type S3Answer, type S3Request } from './request.ts';
import { xml } from './xml.ts';

/** An answer instead of the operation; or a connection that breaks before it is carried out, or after. */
export type S3Failure = { readonly status: number; readonly code: string } | 'reset-before' | 'reset-after';

export interface S3Heard {
  readonly caller: string;
  readonly operation: S3Operation;
  /** Of the answer. */
  readonly status: number;
}

export interface S3StandIn {
  /** For AWS_ENDPOINT_URL_S3; the bucket's name comes first in the path, as the SDK does it for an address. */
  readonly url: string;
  readonly bucket: string;
  /** How many attempts there were of each operation. */
  readonly calls: Readonly<Record<S3Operation, number>>;
  keys(): readonly string[];
  bytes(key: string): Buffer | undefined;
  /** Puts something there that no client sent. */
  plant(key: string, bytes: Uint8Array): void;
  /** What the next attempts of an operation meet. */
  next(operation: S3Operation, ...failures: readonly S3Failure[]): void;
  close(): Promise<void>;
}

/** One bucket on a free loopback port, as strict as S3 in what it knows; all else is refused as not implemented. */
export async function startS3({
  bucket: name,
  clock,
  lifecycle = [],
  hear,
}: {
  readonly bucket: string;
  readonly clock: Clock;
  readonly lifecycle?: readonly Expiry[];
  readonly hear?: (heard: S3Heard) => void;
}): Promise<S3StandIn> {
  const bucket = createBucket(name, clock, lifecycle);
  const failures = new Map<S3Operation, S3Failure[]>();
  const calls: Record<S3Operation, number> = {
    PutObject: 0,
    CopyObject: 0,
    GetObject: 0,
    HeadObject: 0,
    DeleteObject: 0,
    ListObjectsV2: 0,
  };

  function answerTo(request: S3Request): S3Answer | 'reset' {
    checkSigned(request);
    const operation = operationOf(request);
    calls[operation] += 1;
    const failure = failures.get(operation)?.shift();
    if (failure === 'reset-before') return 'reset';
    if (typeof failure === 'object') throw new S3Error(failure.status, failure.code);
    const answer = outcomeOf(() => OPERATIONS[operation](bucket, request));
    hear?.({ caller: callerOf(request.headers.authorization), operation, status: answer.status });
    return failure === 'reset-after' ? 'reset' : answer;
  }

  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming, name)
      .then(answerTo)
      .catch(asAnswer)
      .then((answer) => (answer === 'reset' ? incoming.socket.destroy() : respond(outgoing, answer)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port }: AddressInfo = addressOf(server.address());

  return {
    url: `http://127.0.0.1:${port}`,
    bucket: name,
    calls,
    keys: () => bucket.entries().map(([key]) => key),
    bytes: (key) => bucket.get(key)?.bytes,
    plant(key, bytes) {
      const copy = Buffer.from(bytes);
      bucket.set(key, { bytes: copy, etag: etagOf(copy), crc32: crc32Of(copy) });
    },
    next: (operation, ...more) => void failures.set(operation, [...(failures.get(operation) ?? []), ...more]),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readRequest(incoming: IncomingMessage, bucket: string): Promise<S3Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://s3');
  const [, first = '', ...rest] = decodeURIComponent(pathname).split('/');
  if (first !== bucket) throw new S3Error(404, 'NoSuchBucket', 'the specified bucket does not exist');
  return {
    method: incoming.method ?? '',
    key: rest.join('/'),
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function outcomeOf(operation: () => S3Answer): S3Answer {
  try {
    return operation();
  } catch (error) {
    return asAnswer(error);
  }
}

function asAnswer(error: unknown): S3Answer {
  const { status, code, message } =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', String(error));
  return { status, body: xml('Error', { Code: code, Message: message }) };
}

function respond(outgoing: ServerResponse, { status, headers = {}, body = '' }: S3Answer): void {
  const isHead = outgoing.req.method === 'HEAD';
  const type = typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {};
  outgoing.writeHead(status, { server: 'AmazonS3', 'x-amz-request-id': 'STANDIN', ...type, ...headers });
  outgoing.end(isHead ? '' : body);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address;
}
