import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from './error.ts';

export interface S3Request {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
}

export const crc32Of = (bytes: Buffer): string => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString('base64');
};

export const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]+\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=[0-9a-f]{64}$/;

/**
 * Signature version 4 by its form: every x-amz- header is signed, and the body is the one that was.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function checkSigned({ headers, body }: S3Request): void {
  const signed = AUTHORIZATION.exec(headers.authorization ?? '')?.[1]?.split(';');
  if (signed === undefined) throw new S3Error(403, 'AccessDenied', 'not signed for S3');
  const bare = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signed.includes(name));
  if (bare.length > 0) throw new S3Error(403, 'AccessDenied', `headers not signed: ${bare.join(', ')}`);
  const declared = headers['x-amz-content-sha256'];
  if (declared === 'UNSIGNED-PAYLOAD') return;
  if (declared !== createHash('sha256').update(body).digest('hex'))
    throw new S3Error(400, 'XAmzContentSHA256Mismatch');
}

/** A body comes whole and with a CRC-32 that fits, as the SDK sends it by default. */
export function checkBody({ headers, body }: S3Request): string {
  if (String(headers['content-encoding'] ?? '').includes('aws-chunked'))
    throw notImplemented('a body in chunks');
  const declared = headers['x-amz-checksum-crc32'];
  if (declared === undefined) throw new S3Error(400, 'InvalidRequest', 'no CRC-32 of the body');
  const sum = crc32Of(body);
  if (declared !== sum) throw new S3Error(400, 'BadDigest', 'the CRC-32 is not the body’s');
  return sum;
}

/** @throws S3Error for a header or parameter that changes what is asked for, and that the stand-in doesn't know. */
export function checkKnown({ headers, query }: S3Request, known: readonly string[]): void {
  for (const name of CONDITIONAL)
    if (headers[name] !== undefined && !known.includes(name)) throw notImplemented(name);
  for (const name of query.keys()) if (!known.includes(name) && name !== 'x-id') throw notImplemented(name);
}

const CONDITIONAL = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'range',
  'x-amz-copy-source',
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-none-match',
  'x-amz-metadata-directive',
  'x-amz-tagging',
];
