import {
  type CongregationId,
  type HostKey,
  type MovingLine,
  type RecordKind,
  type RecordOf,
  recordLine,
  recordSchemas,
  type Stored,
} from '@crewtide/domain';
import { hashOfKey, hostKeyOf } from '../hostKeys.ts';
import type { CongregationStore, Hosting } from '../ports.ts';
import { encodeRawMessage } from '../rawMessage.ts';
import { comesDue, MovingRefused, sealOf } from './moving.ts';

const PAGE = 100;

/**
 * Everything of a congregation, a line of `movingLine` at a time: raw mail that is held, its records, and last what comes due.
 * Nothing else may work on the congregation meanwhile.
 * @throws MovingRefused
 */
export async function* exportCongregation(
  deps: Pick<Hosting, 'store' | 'rawMail' | 'clock' | 'tokens' | 'hostKeySecret'>,
  congregation: CongregationId,
): AsyncGenerator<string> {
  const store = deps.store.of(congregation);
  await mayLeave(store);
  yield line({
    line: 'heading',
    format: 'crewtide-congregation-1',
    congregation,
    writtenAt: deps.clock.now(),
    hostKeys: await hostKeysOf(deps, store),
    seal: sealOf(deps.tokens, congregation),
  });
  let rawMail = 0;
  let records = 0;
  for await (const id of heldRawMail(store)) {
    const message = await deps.rawMail.get(id);
    if (message === undefined) continue;
    const file = encodeRawMessage(message.envelope, message.bytes, message.receivedAt);
    yield line({ line: 'raw-mail', id, file: Buffer.from(file).toString('base64') });
    rawMail += 1;
  }
  for (const kind of KINDS) {
    for await (const record of every(store, kind)) {
      yield recordLine(record);
      records += 1;
    }
  }
  yield line({ line: 'end', records, rawMail });
}

const line = (value: Exclude<MovingLine, { line: 'record' }>): string => JSON.stringify(value);

/** What comes due last, and never the mark of an arrival. */
const KINDS: readonly RecordKind[] = kindsOf(recordSchemas)
  .filter((kind) => kind !== 'arrival')
  .toSorted((a, b) => Number(comesDue(a)) - Number(comesDue(b)));

function kindsOf<K extends string>(schemas: Readonly<Record<K, unknown>>): K[] {
  const kinds: K[] = [];
  for (const kind in schemas) kinds.push(kind);
  return kinds;
}

async function mayLeave(store: CongregationStore): Promise<void> {
  if ((await store.get('congregation', 'self')) === undefined) {
    throw new MovingRefused(`there is no congregation ${store.congregation} here`);
  }
  if ((await store.get('arrival', 'self')) !== undefined) {
    throw new MovingRefused(
      `the congregation ${store.congregation} is only half here: bring it in to the end first`,
    );
  }
}

async function hostKeysOf(
  deps: Pick<Hosting, 'store' | 'hostKeySecret'>,
  store: CongregationStore,
): Promise<HostKey[]> {
  const keys: HostKey[] = [];
  for await (const { id, role } of every(store, 'member')) {
    if (role !== 'host') continue;
    const key = await deps.store.hostKey(hashOfKey(hostKeyOf(deps.hostKeySecret, store.congregation, id)));
    if (key === undefined)
      throw new MovingRefused('a host’s key is not known here: are these the SIGNING_KEYS of this house?');
    keys.push(key);
  }
  return keys;
}

/** Raw mail is a house's, not a congregation's: what is still needed is named by records. The rest expires. */
async function* heldRawMail(store: CongregationStore): AsyncGenerator<string> {
  for await (const held of every(store, 'held-mail')) if (held.state.name === 'held') yield held.raw;
  for await (const reply of every(store, 'reply')) if (reply.continued) yield reply.raw;
}

async function* every<K extends RecordKind>(
  store: CongregationStore,
  kind: K,
): AsyncGenerator<Stored<RecordOf<K>>> {
  let after: string | undefined;
  do {
    const page = await store.list(kind, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const record of page.items) yield record;
    after = page.next;
  } while (after !== undefined);
}
