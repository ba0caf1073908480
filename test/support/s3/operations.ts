import type { Bucket, S3Object } from './bucket.ts';
import { notImplemented, S3Error } from './error.ts';
import { listObjects } from './listing.ts';
import { checkBody, checkKnown, etagOf, type S3Answer, type S3Request } from './request.ts';
import { xml } from './xml.ts';

export type S3Operation =
  | 'PutObject'
  | 'CopyObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'ListObjectsV2';

/** What a request asks for, by method, path and headers. */
export function operationOf({ method, key, headers, query }: S3Request): S3Operation {
  if (key === '' && method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2';
  if (key !== '' && method === 'GET') return 'GetObject';
  if (key !== '' && method === 'HEAD') return 'HeadObject';
  if (key !== '' && method === 'DELETE') return 'DeleteObject';
  if (key !== '' && method === 'PUT') return headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject';
  throw notImplemented(`${method} ${key === '' ? 'of the bucket' : 'of an object'}`);
}

export const OPERATIONS: Readonly<Record<S3Operation, (bucket: Bucket, request: S3Request) => S3Answer>> = {
  PutObject(bucket, request) {
    checkKnown(request, ['if-none-match']);
    const crc32 = checkBody(request);
    const condition = request.headers['if-none-match'];
    if (condition !== undefined && condition !== '*') throw notImplemented('If-None-Match with an ETag');
    if (condition === '*' && bucket.get(request.key) !== undefined)
      throw new S3Error(412, 'PreconditionFailed', 'the object is there already');
    const stored = bucket.set(request.key, { bytes: request.body, crc32, etag: etagOf(request.body) });
    return { status: 200, headers: { etag: stored.etag, 'x-amz-checksum-crc32': crc32 } };
  },

  CopyObject(bucket, request) {
    checkKnown(request, ['x-amz-copy-source']);
    const [from = '', ...path] = decodeURIComponent(String(request.headers['x-amz-copy-source']))
      .replace(/^\//, '')
      .split('/');
    const key = path.join('/');
    if (from !== bucket.name) throw new S3Error(404, 'NoSuchBucket');
    if (key === request.key)
      throw new S3Error(400, 'InvalidRequest', 'a copy to itself that changes nothing');
    const { etag, lastModified } = bucket.set(request.key, there(bucket, key));
    return {
      status: 200,
      body: xml('CopyObjectResult', { LastModified: lastModified.toISOString(), ETag: etag }),
    };
  },

  GetObject(bucket, request) {
    checkKnown(request, []);
    const object = there(bucket, request.key);
    return { status: 200, headers: headersOf(object, request), body: object.bytes };
  },

  HeadObject(bucket, request) {
    checkKnown(request, []);
    return { status: 200, headers: headersOf(there(bucket, request.key), request) };
  },

  DeleteObject(bucket, request) {
    checkKnown(request, []);
    bucket.delete(request.key);
    return { status: 204 };
  },

  ListObjectsV2(bucket, request) {
    checkKnown(request, ['list-type', 'prefix', 'start-after', 'continuation-token', 'max-keys']);
    return { status: 200, body: listObjects(bucket, request.query) };
  },
};

function there(bucket: Bucket, key: string): S3Object {
  const object = bucket.get(key);
  if (object === undefined) throw new S3Error(404, 'NoSuchKey', 'the specified key does not exist');
  return object;
}

const headersOf = ({ bytes, etag, crc32, lastModified }: S3Object, { headers }: S3Request) => ({
  'content-length': bytes.length,
  'content-type': 'application/octet-stream',
  'last-modified': lastModified.toUTCString(),
  etag,
  ...(headers['x-amz-checksum-mode'] === 'ENABLED' && { 'x-amz-checksum-crc32': crc32 }),
});
