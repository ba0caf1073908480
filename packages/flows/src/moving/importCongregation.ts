import {
  type Arrival,
  type Change,
  type CongregationId,
  create,
  type MovingLine,
  remove,
  replace,
  type Stored,
  type TableRecord,
} from '@crewtide/domain';
import { type CongregationStore, type GlobalChange, type Receiving, StoreFault } from '../ports.ts';
import { decodeRawMessage } from '../rawMessage.ts';
import { comesDue, MovingRefused } from './moving.ts';
import { type Heading, headingIn, numbered, ofAnother, unexpected } from './movingLines.ts';

export interface Arrived {
  readonly congregation: CongregationId;
  readonly records: number;
  readonly rawMail: number;
}

type Moving = Pick<Receiving, 'store' | 'rawMail' | 'clock' | 'tokens'>;

/** Below a transaction's 100 items and 4 MB, however large its records are (400 KB at most). */
const RECORDS_A_COMMIT = 8;
/** Appointments and pages are small; two more records mark what stands. */
const DUE_A_COMMIT = 80;

/**
 * Brings in what `exportCongregation` wrote. Killed in the middle and called again with the same lines, it goes on where it was.
 * The congregation comes alive at the end, when all that it consists of is there: its own record, its hosts' keys and what
 * comes due, each once, because a mark in the same transaction counts them.
 * @throws MovingRefused; StoreFault
 */
export async function importCongregation(deps: Moving, lines: AsyncIterable<string>): Promise<Arrived> {
  const incoming = numbered(lines);
  const heading = await headingIn(deps.tokens, incoming);
  const store = deps.store.of(heading.congregation);
  const { arrival, isAlive } = await begin(store, heading);
  const held: string[] = [];
  const last: TableRecord[] = [];
  let waiting: TableRecord[] = [];
  let records = 0;
  let end: Extract<MovingLine, { line: 'end' }> | undefined;
  for await (const { line, number } of incoming) {
    if (end !== undefined || line.line === 'heading') throw unexpected(number);
    if (line.line === 'end') end = line;
    if (line.line === 'raw-mail') held.push(await holdRawMail(deps, line, number));
    if (line.line !== 'record') continue;
    records += 1;
    if (line.of.kind === 'arrival') throw unexpected(number);
    if (line.of.kind === 'congregation' && line.of.congregation !== heading.congregation)
      throw ofAnother(number);
    if (line.of.kind === 'congregation' || comesDue(line.of.kind)) last.push(line.of);
    else waiting.push(line.of);
    if (waiting.length === RECORDS_A_COMMIT) waiting = await bring(store, waiting, isAlive);
  }
  if (end?.records !== records || end.rawMail !== held.length) {
    throw new MovingRefused('the end is missing: this is not the whole congregation');
  }
  await bring(store, waiting, isAlive);
  await comeAlive(store, { heading, arrival, isAlive, last });
  // A worker of this house may have met a message before its congregation was here.
  for (const id of held) await deps.rawMail.decided(id, 'while-held');
  return { congregation: heading.congregation, records, rawMail: held.length };
}

interface Begun {
  /** The mark of this arrival, as it stands. */
  readonly arrival: Stored<Arrival>;
  /** An earlier try came so far that the house works on the congregation. */
  readonly isAlive: boolean;
}

async function begin(store: CongregationStore, { writtenAt }: Heading): Promise<Begun> {
  const [standing, there] = await Promise.all([
    store.get('arrival', 'self'),
    store.get('congregation', 'self'),
  ]);
  const isAlive = there !== undefined;
  if (standing?.writtenAt === writtenAt) return { arrival: standing, isAlive };
  if (standing !== undefined) {
    throw new MovingRefused(
      `another export of ${store.congregation}, of ${standing.writtenAt}, is half here: bring in that one`,
    );
  }
  if (isAlive) throw new MovingRefused(`the congregation ${store.congregation} is here already`);
  await mustCommit(store, [create({ kind: 'arrival', id: 'self', writtenAt, due: 0 })]);
  const begun = await store.get('arrival', 'self');
  if (begun === undefined) throw new StoreFault('the mark of an arrival is not there', true);
  return { arrival: begun, isAlive };
}

async function holdRawMail(
  { rawMail }: Moving,
  { id, file }: Extract<MovingLine, { line: 'raw-mail' }>,
  number: number,
): Promise<string> {
  const message = decodeRawMessage(id, Buffer.from(file, 'base64'));
  if (message === undefined)
    throw new MovingRefused(`line ${number}: the message is not the one that its name says`);
  await rawMail.put(message.envelope, message.bytes, message.receivedAt);
  await rawMail.decided(id, 'while-held');
  return id;
}

/** Those that an earlier try brought are there, or were, where the house works on them already. */
async function bring(
  store: CongregationStore,
  records: readonly TableRecord[],
  isAlive: boolean,
): Promise<TableRecord[]> {
  if (isAlive) return [];
  const there = await Promise.all(records.map(({ kind, id }) => store.get(kind, id)));
  await mustCommit(store, records.filter((_, at) => there[at] === undefined).map(create));
  return [];
}

async function comeAlive(
  store: CongregationStore,
  { heading, arrival, isAlive, last }: { heading: Heading; last: readonly TableRecord[] } & Begun,
): Promise<void> {
  const itself = last.filter(({ kind }) => kind === 'congregation');
  const due = last.filter(({ kind }) => kind !== 'congregation');
  if (itself.length !== 1)
    throw new MovingRefused('it has no congregation record: this is not what an export writes');
  let mark = arrival;
  if (!isAlive) {
    const keys = heading.hostKeys.map((key): GlobalChange => ({ change: 'create-host-key', key }));
    await mustCommit(store, itself.map(create), keys);
  }
  while (mark.due < due.length) {
    const part = due.slice(mark.due, mark.due + DUE_A_COMMIT);
    const counted = { ...mark, due: mark.due + part.length };
    await mustCommit(store, [...part.map(create), replace(mark, counted)]);
    mark = { ...counted, version: mark.version + 1 };
  }
  await mustCommit(store, [remove(mark)]);
}

async function mustCommit(
  store: CongregationStore,
  changes: readonly Change[],
  global: readonly GlobalChange[] = [],
): Promise<void> {
  if (changes.length === 0 && global.length === 0) return;
  if ((await store.commit(changes, global)) === 'conflict') {
    throw new MovingRefused(
      'something else changes the congregation here meanwhile: call it again when that has ended',
    );
  }
}
