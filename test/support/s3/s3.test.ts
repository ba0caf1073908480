import { CopyObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Instant, instant, later } from '@crewtide/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3StandIn, startS3 } from './s3.ts';

const noon = instant.parse('2026-11-23T12:00:00.000Z');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const Bucket = 'mail';

describe('the stand-in for S3', () => {
  let clock: { at: Instant; now(): Instant };
  let s3: S3StandIn;
  let client: S3Client;
  const put = (Key: string, more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from('words'), ...more }));

  beforeEach(async () => {
    clock = { at: noon, now: () => clock.at };
    s3 = await startS3({ bucket: Bucket, clock, lifecycle: [{ prefix: 'old/', days: 1 }] });
    client = new S3Client({ endpoint: s3.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  });
  afterEach(() => s3.close());

  it('lists in the order of keys, page by page, by token or from a key', async () => {
    for (const key of ['b', 'a/2', 'a/1', 'a/3', 'é', 'z']) s3.plant(key, Buffer.from(key));
    const list = async (more: object) => {
      const answer = await client.send(new ListObjectsV2Command({ Bucket, ...more }));
      return { keys: (answer.Contents ?? []).map(({ Key }) => Key), next: answer.NextContinuationToken };
    };
    expect((await list({})).keys).toEqual(['a/1', 'a/2', 'a/3', 'b', 'z', 'é']);
    const first = await list({ Prefix: 'a/', MaxKeys: 2 });
    expect(first.keys).toEqual(['a/1', 'a/2']);
    const rest = await list({ Prefix: 'a/', ContinuationToken: first.next, StartAfter: 'a/3' });
    expect(rest).toEqual({ keys: ['a/3'], next: undefined });
    expect((await list({ StartAfter: 'a/3' })).keys).toEqual(['b', 'z', 'é']);
  });

  it('writes under a condition only when it holds', async () => {
    await put('a', { IfNoneMatch: '*' });
    await expect(put('a', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await put('a');
  });

  it.each([
    ['a copy to itself', new CopyObjectCommand({ Bucket, Key: 'a', CopySource: 'mail/a' }), 'InvalidRequest'],
    ['a copy of nothing', new CopyObjectCommand({ Bucket, Key: 'b', CopySource: 'mail/c' }), 'NoSuchKey'],
    [
      'another bucket',
      new CopyObjectCommand({ Bucket: 'other', Key: 'b', CopySource: 'mail/a' }),
      'NoSuchBucket',
    ],
    [
      'a copy under a condition',
      new CopyObjectCommand({ Bucket, Key: 'b', CopySource: 'mail/a', IfNoneMatch: '*' }),
      'NotImplemented',
    ],
  ])('refuses %s', async (_, command, name) => {
    await put('a');
    await expect(client.send(command)).rejects.toMatchObject({ name });
  });

  it.each([
    ['a folder of keys', { Delimiter: '/' }],
    ['encoded keys', { EncodingType: 'url' as const }],
  ])('refuses a list of %s', async (_, more) => {
    const asked = client.send(new ListObjectsV2Command({ Bucket, ...more }));
    await expect(asked).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  it('refuses bytes that are not those that were summed up', async () => {
    await expect(put('a', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    expect(s3.keys()).toEqual([]);
  });

  it('refuses who has not signed', async () => {
    const answer = await fetch(`${s3.url}/mail/a`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
  });

  it('deletes at the midnight after what has lived its days', async () => {
    await put('old/a');
    await put('new/a');
    clock.at = later(noon, { hours: 35 });
    expect(s3.keys()).toHaveLength(2);
    clock.at = later(noon, { hours: 36 });
    expect(s3.keys()).toEqual(['new/a']);
  });
});
