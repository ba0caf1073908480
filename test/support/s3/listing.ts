import { type Bucket, compareKeys, type S3Object } from './bucket.ts';
import { S3Error } from './error.ts';
import { type Xml, xml } from './xml.ts';

const MOST = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html: a token goes before StartAfter. */
export function listObjects(bucket: Bucket, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? MOST), MOST);
  if (!Number.isInteger(most) || most < 0) throw new S3Error(400, 'InvalidArgument', 'max-keys');
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : keyIn(token);
  const matching = bucket.entries().filter(([key]) => key.startsWith(prefix) && compareKeys(key, after) > 0);
  const listed = matching.slice(0, most);
  const last = listed.at(-1)?.[0];
  const truncated = last !== undefined && matching.length > listed.length;
  return xml('ListBucketResult', {
    Name: bucket.name,
    Prefix: prefix,
    KeyCount: listed.length,
    MaxKeys: most,
    IsTruncated: truncated,
    ...(truncated && { NextContinuationToken: tokenOf(last) }),
    Contents: listed.map(contents),
  });
}

const contents = ([key, { lastModified, etag, bytes }]: readonly [string, S3Object]): Xml => ({
  Key: key,
  LastModified: lastModified.toISOString(),
  ETag: etag,
  Size: bytes.length,
  StorageClass: 'STANDARD',
});

/** Opaque to who lists. */
const tokenOf = (key: string): string => `1${Buffer.from(key).toString('base64url')}`;

function keyIn(token: string): string {
  if (!token.startsWith('1')) throw new S3Error(400, 'InvalidArgument', 'not a continuation token of ours');
  return Buffer.from(token.slice(1), 'base64url').toString();
}
