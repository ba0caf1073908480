import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type AnsweredRequest,
  type Appointment,
  type Audit,
  base32,
  type Congregation,
  type CongregationId,
  congregationId,
  derivedId,
  emailAddress,
  type Instant,
  instant,
  instantFromMilliseconds,
  type LetterPage,
  letterId,
  localDateTime,
  type Member,
  memberId,
  millisecondsOf,
  promptId,
  timeZone,
} from '@crewtide/domain';
import type { Clock, CongregationStore, Store } from '@crewtide/flows';
import { createClient, createStore, ensureTable } from '@crewtide/store';
import { type Faults, injectFaults } from '../support/faults.ts';

/** Far from the real clock, so that no engine clears away by itself what expires in these tests. */
export const NOON = instant.parse('2100-01-01T12:00:00.000Z');

export const plus = (at: Instant, milliseconds: number): Instant =>
  instantFromMilliseconds(millisecondsOf(at) + milliseconds);

/** A clock that goes on by a millisecond whenever it is read, and as far as it is told. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function testClock(): TestClock {
  let at = NOON;
  return {
    now() {
      at = plus(at, 1);
      return at;
    },
    advance(milliseconds) {
      at = plus(at, milliseconds);
    },
  };
}

/** A table of a test's own. */
export interface Fixture {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly store: Store;
  readonly clock: TestClock;
  readonly faults: Faults;
}

let tables = 0;

export async function fixtureOn(endpoint: string, shards = 4): Promise<Fixture> {
  tables += 1;
  const table = `contract-${tables}`;
  const client = createClient({ endpoint, region: 'local' });
  await ensureTable(client, table);
  const clock = testClock();
  const faults = injectFaults(client);
  return { client, table, clock, faults, store: createStore({ client, table, shards, clock }) };
}

let congregations = 0;

export function freshCongregation(): CongregationId {
  congregations += 1;
  const bytes = Buffer.alloc(6);
  bytes.writeUInt32BE(congregations);
  return congregationId.parse(base32(bytes));
}

export const behindFreshWall = (store: Store): CongregationStore => store.of(freshCongregation());

const lisbon = timeZone.parse('Europe/Lisbon');
export const host = memberId.parse(derivedId('host'));

export const audit = (id: string, did = 'imported members'): Audit => ({
  kind: 'audit',
  id,
  at: NOON,
  host,
  did,
  to: '',
});

export const answered = (id: string, expiresAt: Instant, created = ''): AnsweredRequest => ({
  kind: 'answered-request',
  id,
  fingerprint: 'f',
  created,
  expiresAt,
});

export const page = (id: string, due: Instant, claimedBy?: string): LetterPage => ({
  kind: 'letter-page',
  id,
  letters: [letterId.parse(derivedId('letter', id))],
  due,
  tries: 0,
  ...(claimedBy !== undefined && { claimedBy }),
});

export const appointment = (id: string, due: Instant): Appointment => ({
  kind: 'appointment',
  id,
  errand: { name: 'ask', prompt: promptId.parse(derivedId(id)) },
  at: localDateTime.parse('2100-01-01T12:00'),
  zone: lisbon,
  usefulUntil: plus(due, 3_600_000),
  due,
});

export const congregation = (id: CongregationId, name: string): Congregation => ({
  kind: 'congregation',
  id: 'self',
  congregation: id,
  name,
  slug: 'willow-circle',
  zone: lisbon,
  createdAt: NOON,
});

export const member = (name: string): Member => ({
  kind: 'member',
  id: memberId.parse(derivedId('member', name)),
  name,
  role: 'member',
  addresses: [{ email: emailAddress.parse('ana@example.org') }],
  zone: lisbon,
  standing: { name: 'active' },
  welcomed: true,
  addedAt: NOON,
});
