import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createS3RawMail } from '@crewtide/cloud';
import { type Instant, later } from '@crewtide/domain';
import { type Log, type LogFields, type RawMail, rawMailIdOf } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3StandIn, startS3 } from '../support/s3/s3.ts';
import { noon, rawMailContract } from './rawMailContract.ts';

const nothing = (): void => undefined;
const quiet: Log = { info: nothing, warn: nothing, error: nothing };
const envelope = { from: 'ana@example.org', to: ['reply@crew.example'] };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const LIFECYCLE = [{ prefix: 'decided/', days: 30 }];

/** A bucket of a test's own, and a clock that it moves. */
async function openBucket() {
  const clock = { at: noon, now: (): Instant => clock.at };
  const s3 = await startS3({ bucket: 'raw-mail', clock, lifecycle: LIFECYCLE });
  const open = (log: Log = quiet): RawMail =>
    createS3RawMail({
      client: new S3Client({ endpoint: s3.url, region: 'eu-west-1', credentials }),
      bucket: s3.bucket,
      clock,
      log,
    });
  return { clock, s3, open };
}

rawMailContract('a bucket', async () => {
  const { clock, s3, open } = await openBucket();
  return {
    open: async () => open(),
    async pass(at) {
      clock.at = at;
    },
    remove: () => s3.close(),
  };
});

describe('raw mail in a bucket', () => {
  let clock: { at: Instant };
  let s3: S3StandIn;
  let rawMail: RawMail;
  const logged: (LogFields & { readonly event: string })[] = [];
  const words = Buffer.from('words');
  const id = rawMailIdOf(envelope, words);
  const inThirtyDays = later(noon, { days: 30 });
  const put = (): Promise<string> => rawMail.put(envelope, words, noon);
  const text = async (): Promise<string | undefined> => {
    const found = await rawMail.get(id);
    return found && Buffer.from(found.bytes).toString();
  };

  beforeEach(async () => {
    logged.length = 0;
    const bucket = await openBucket();
    ({ clock, s3 } = bucket);
    rawMail = bucket.open({ ...quiet, error: (event, fields) => logged.push({ event, ...fields }) });
  });
  afterEach(() => s3.close());

  it('is one object, which its state names', async () => {
    await put();
    expect(s3.keys()).toEqual([`undecided/${id}`]);
    await rawMail.decided(id, 'while-held');
    expect(s3.keys()).toEqual([`held/${id}`]);
    await rawMail.decided(id, inThirtyDays);
    expect(s3.keys()).toEqual([`decided/${id}`]);
  });

  it('lists the undecided oldest first', async () => {
    const ids: string[] = [];
    for (const second of [0, 1, 2, 3]) {
      clock.at = later(noon, { seconds: second });
      ids.push(await rawMail.put(envelope, Buffer.from(`message ${second}`), clock.at));
    }
    expect(await rawMail.undecided(10)).toEqual(ids);
  });

  it('is stored when the answer to its storing was lost', async () => {
    s3.next('PutObject', 'reset-after');
    expect(await put()).toBe(id);
    expect(await text()).toBe('words');
  });

  it('is stored when another stores it at the same moment', async () => {
    s3.next('PutObject', { status: 409, code: 'ConditionalRequestConflict' });
    expect(await put()).toBe(id);
    expect(await text()).toBe('words');
  });

  it('says what could not be done, whether it can be tried again, and nothing else', async () => {
    s3.next('PutObject', { status: 403, code: 'AccessDenied' });
    await expect(put()).rejects.toMatchObject({
      name: 'StoreFault',
      message: 'raw mail, create: AccessDenied',
      retryable: false,
    });
    s3.next('GetObject', ...Array(3).fill({ status: 503, code: 'SlowDown' }));
    await expect(text()).rejects.toMatchObject({ message: 'raw mail, read: SlowDown', retryable: true });
    s3.next('ListObjectsV2', 'reset-before', 'reset-before', 'reset-before');
    await expect(rawMail.undecided(1)).rejects.toMatchObject({ name: 'StoreFault', retryable: true });
  });

  it.each([
    ['held', 'while-held' as const],
    ['decided', later(noon, { days: 30 })],
  ])(
    'is decided again when a crash came between the copy and the deletion, and is then %s',
    async (state, keep) => {
      await put();
      s3.next('DeleteObject', { status: 403, code: 'AccessDenied' });
      await expect(rawMail.decided(id, keep)).rejects.toThrow('raw mail, remove');
      expect(await rawMail.undecided(10)).toEqual([id]);
      expect(await text()).toBe('words');
      await rawMail.decided(id, keep);
      expect(s3.keys()).toEqual([`${state}/${id}`]);
    },
  );

  it('does not begin its thirty days anew when it is decided again without having come again', async () => {
    await put();
    await rawMail.decided(id, inThirtyDays);
    clock.at = later(noon, { days: 20 });
    await rawMail.decided(id, later(clock.at, { days: 30 }));
    clock.at = later(noon, { days: 31 });
    expect(await text()).toBeUndefined();
  });

  it('is held when it was decided and is held afterwards', async () => {
    await put();
    await rawMail.decided(id, inThirtyDays);
    await rawMail.decided(id, 'while-held');
    clock.at = later(noon, { days: 365 });
    expect(await text()).toBe('words');
  });

  it('is set aside when it is not the message that its name says', async () => {
    s3.plant(`undecided/${id}`, Buffer.from('garbage'));
    expect(await rawMail.undecided(10)).toEqual([id]);
    expect(await text()).toBeUndefined();
    expect(s3.keys()).toEqual([`damaged/${id}`]);
    expect(logged).toEqual([{ event: 'raw-mail.damaged', id }]);
  });

  it('leaves objects that are not its own alone', async () => {
    s3.plant('undecided/notes.txt', words);
    s3.plant('notes.txt', words);
    expect(await rawMail.undecided(10)).toEqual([]);
    expect(s3.keys()).toEqual(['notes.txt', 'undecided/notes.txt']);
  });

  it.each([300, 1200])('lets each of %i that can’t be decided have its turn', async (many) => {
    const ids = Array.from({ length: many }, (_, at) =>
      createHash('sha256').update(String(at)).digest('hex'),
    );
    for (const one of ids) s3.plant(`undecided/${one}`, words);
    const listed = new Set<string>();
    for (let minute = 0; minute < 30; minute += 1) {
      clock.at = later(noon, { minutes: minute });
      const turn = await rawMail.undecided(200);
      expect(new Set(turn).size).toBe(200);
      for (const one of turn) listed.add(one);
    }
    expect(listed).toEqual(new Set(ids));
  });

  it('costs two requests to store, one to read, three to decide, and one to list', async () => {
    await put();
    expect(s3.calls).toMatchObject({ PutObject: 1, HeadObject: 1 });
    await text();
    expect(s3.calls).toMatchObject({ GetObject: 1 });
    await rawMail.decided(id, inThirtyDays);
    expect(s3.calls).toMatchObject({ CopyObject: 1, DeleteObject: 2, HeadObject: 1 });
    await rawMail.undecided(200);
    expect(s3.calls).toMatchObject({ ListObjectsV2: 1, GetObject: 1 });
  });
});
