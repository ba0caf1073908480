import type { S3Client } from '@aws-sdk/client-s3';
import { millisecondsOf } from '@crewtide/domain';
import {
  assertRawMailId,
  type Clock,
  decodeRawMessage,
  encodeRawMessage,
  isRawMailId,
  type Log,
  type RawMail,
  rawMailIdOf,
} from '@crewtide/flows';
import { fromPlace, placeOf } from './circle.ts';
import { createObjects, type Listed, type Objects } from './objects.ts';

const UNDECIDED = 'undecided/';
const HELD = 'held/';
const DECIDED = 'decided/';
const DAMAGED = 'damaged/';
/** In the order in which a message moves: it is copied before it is deleted, so one that moves meanwhile is still met. */
const STATES = [UNDECIDED, HELD, DECIDED] as const;

const MINUTE = 60_000;

/** Raw mail in the bucket `bucket`, which deletes what has lain below `decided/` for 30 days. */
export const createS3RawMail = ({
  client,
  bucket,
  ...settings
}: Settings & { readonly client: S3Client; readonly bucket: string }): RawMail =>
  createRawMail(createObjects(client, bucket), settings);

interface Settings {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Raw mail in objects: `<state>/<id>`. Where an id has several, a crash came between copy and deletion or the message came
 * again: their bytes are the same, and an undecided one is decided again. What is undecided is listed oldest first; beyond
 * `limit` a part of it, which every minute chooses anew. `sweep` does nothing: the bucket's lifecycle does.
 */
export function createRawMail(objects: Objects, { clock, log }: Settings): RawMail {
  async function setAside(state: string, id: string): Promise<void> {
    await objects.copy(state + id, DAMAGED + id);
    await objects.remove(state + id);
    log.error('raw-mail.damaged', { id });
  }

  return {
    async put(envelope, bytes, receivedAt) {
      const id = rawMailIdOf(envelope, bytes);
      const created = await objects.create(UNDECIDED + id, encodeRawMessage(envelope, bytes, receivedAt));
      // A host decides about what is held. Asked afterwards: what was held before is seen, whoever moved it meanwhile.
      if (created === 'created' && (await objects.exists(HELD + id))) await objects.remove(UNDECIDED + id);
      return id;
    },

    async get(id) {
      assertRawMailId(id);
      for (const state of STATES) {
        const file = await objects.read(state + id);
        if (file === undefined) continue;
        const message = decodeRawMessage(id, file);
        if (message !== undefined) return message;
        await setAside(state, id);
      }
      return undefined;
    },

    async undecided(limit) {
      const first = await objects.list(UNDECIDED);
      const ours = first.items.filter(isMessage);
      if (first.complete && ours.length <= limit) return oldestFirst(ours);
      const minute = Math.floor(millisecondsOf(clock.now()) / MINUTE);
      const place = UNDECIDED + placeOf(minute);
      if (first.complete) return oldestFirst(fromPlace(ours, place).slice(0, limit));
      const { items } = await objects.list(UNDECIDED, place);
      const before = ours.filter(({ key }) => key <= place);
      return oldestFirst([...items.filter(isMessage), ...before].slice(0, limit));
    },

    async decided(id, keep) {
      assertRawMailId(id);
      // What was not copied is not deleted: it may have come again meanwhile.
      if (keep === 'while-held') {
        if (await objects.copy(UNDECIDED + id, HELD + id)) return objects.remove(UNDECIDED + id);
        if (!(await objects.exists(HELD + id))) await objects.copy(DECIDED + id, HELD + id);
        return;
      }
      const copied =
        (await objects.copy(UNDECIDED + id, DECIDED + id)) || (await objects.copy(HELD + id, DECIDED + id));
      // Never one that was decided: two who decide the same message at once could delete each other's copy.
      if (copied) await Promise.all([objects.remove(UNDECIDED + id), objects.remove(HELD + id)]);
    },

    sweep: async () => 0,
  };
}

const idOf = ({ key }: Listed): string => key.slice(UNDECIDED.length);

const isMessage = (listed: Listed): boolean => isRawMailId(idOf(listed));

const oldestFirst = (listed: readonly Listed[]): readonly string[] =>
  listed.toSorted((a, b) => a.writtenAt - b.writtenAt).map(idOf);
