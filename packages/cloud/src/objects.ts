import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { StoreFault } from '@crewtide/flows';

/** The most keys that S3 lists at once. */
const PAGE = 1000;
/** Two writes under one key at the same time: S3 asks to try again. */
const CONFLICTS = 3;

export interface Listed {
  readonly key: string;
  /** Milliseconds since 1970, to the second. */
  readonly writtenAt: number;
}

/** A bucket's objects by key. Reads and lists see every write that has ended. All throw StoreFaults. */
export interface Objects {
  create(key: string, bytes: Uint8Array): Promise<'created' | 'there-already'>;
  read(key: string): Promise<Uint8Array | undefined>;
  exists(key: string): Promise<boolean>;
  /** Whether there was something to copy. Over whatever is at `to`; never to itself. */
  copy(from: string, to: string): Promise<boolean>;
  /** No error when there is none. */
  remove(key: string): Promise<void>;
  /** In the order of their keys, at most PAGE; `complete` when none follow. */
  list(
    prefix: string,
    after?: string,
  ): Promise<{ readonly items: readonly Listed[]; readonly complete: boolean }>;
}

export function createObjects(client: S3Client, Bucket: string): Objects {
  async function create(key: string, bytes: Uint8Array, conflicts = 0): Promise<'created' | 'there-already'> {
    try {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes, IfNoneMatch: '*' }));
      return 'created';
    } catch (error) {
      if (statusOf(error) === 412) return 'there-already';
      if (statusOf(error) === 409 && conflicts < CONFLICTS) return create(key, bytes, conflicts + 1);
      throw faultOf('create', error);
    }
  }

  return {
    create,

    read: (key) =>
      unlessMissing('read', undefined, async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return Body?.transformToByteArray();
      }),

    exists: (key) =>
      unlessMissing('look up', false, async () => {
        await client.send(new HeadObjectCommand({ Bucket, Key: key }));
        return true;
      }),

    copy: (from, to) =>
      unlessMissing('copy', false, async () => {
        await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${from}` }));
        return true;
      }),

    remove: (key) =>
      unlessMissing('remove', undefined, async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      }),

    async list(Prefix, StartAfter) {
      const command = new ListObjectsV2Command({ Bucket, Prefix, StartAfter, MaxKeys: PAGE });
      const answer = await client.send(command).catch((error) => {
        throw faultOf('list', error);
      });
      const items = (answer.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key === undefined ? [] : [{ key: Key, writtenAt: LastModified?.getTime() ?? 0 }],
      );
      return { items, complete: answer.IsTruncated !== true };
    },
  };
}

async function unlessMissing<T>(operation: string, missing: T, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof S3ServiceException && MISSING.has(error.name)) return missing;
    throw faultOf(operation, error);
  }
}

/** A HEAD has no body that could name the error; a bucket that isn't there is a fault. */
const MISSING = new Set(['NoSuchKey', 'NotFound']);

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Of a 400: the bytes came too slowly, or were lost on the way. */
const PASSING = new Set(['RequestTimeout', 'IncompleteBody', 'BadDigest']);

/** Names the operation and the error; what S3 did not answer leaves the outcome open and is retryable. */
function faultOf(operation: string, error: unknown): StoreFault {
  const name = error instanceof Error ? error.name : 'failed';
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const status = statusOf(error) ?? 500;
  const retryable = status >= 500 || status === 429 || status === 409 || PASSING.has(name);
  return new StoreFault(`raw mail, ${operation}: ${name}${code}`, retryable);
}
