import type { Clock } from '@crewtide/flows';

export interface S3Object {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly crc32: string;
  /** To the second, as S3 tells it. */
  readonly lastModified: Date;
}

export interface Expiry {
  readonly prefix: string;
  readonly days: number;
}

export interface Bucket {
  readonly name: string;
  get(key: string): S3Object | undefined;
  set(key: string, object: Omit<S3Object, 'lastModified'>): S3Object;
  delete(key: string): void;
  /** All objects by key, in UTF-8 binary order. */
  entries(): readonly (readonly [key: string, object: S3Object])[];
}

const DAY = 86_400_000;

/** Objects live as long as the lifecycle's rules let them: until the midnight (UTC) after their last whole day. */
export function createBucket(name: string, clock: Clock, lifecycle: readonly Expiry[]): Bucket {
  const objects = new Map<string, S3Object>();

  const isOver = (key: string, { lastModified }: S3Object): boolean =>
    lifecycle.some(({ prefix, days }) => {
      const end = Math.ceil((lastModified.getTime() + days * DAY) / DAY) * DAY;
      return key.startsWith(prefix) && Date.parse(clock.now()) >= end;
    });
  const alive = (): Map<string, S3Object> => {
    for (const [key, object] of objects) if (isOver(key, object)) objects.delete(key);
    return objects;
  };

  return {
    name,
    get: (key) => alive().get(key),
    set(key, object) {
      const lastModified = new Date(Math.floor(Date.parse(clock.now()) / 1000) * 1000);
      const stored = { ...object, lastModified };
      objects.set(key, stored);
      return stored;
    },
    delete: (key) => void objects.delete(key),
    entries: () => [...alive()].sort(([a], [b]) => compareKeys(a, b)),
  };
}

export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
