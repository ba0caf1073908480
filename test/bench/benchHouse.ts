import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Congregation,
  type CongregationId,
  congregationIdFrom,
  create,
  derivedId,
  emailAddress,
  type Instant,
  instantFromMilliseconds,
  later,
  type Member,
  memberId,
  timeZone,
} from '@crewtide/domain';
import type { Deps } from '@crewtide/flows';
import { type House, openHouse, silentLog } from '@crewtide/local';
import { createSmtpCarrier } from '@crewtide/mailer';

export interface BenchHouse extends House {
  /** Moves the clock of the house, which stands still. */
  at(instant: Instant): void;
  /** From now on the clock goes. */
  run(): void;
}

export const MORNING = instantFromMilliseconds(Date.UTC(2026, 10, 23, 9));

/** A house on the embedded engine in a fresh directory, with a clock that stands still until it is told to go. */
export async function openBenchHouse(sinkPort: number): Promise<BenchHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'crewtide-bench-'));
  let now = MORNING;
  let begun: number | undefined;
  const passed = () => (begun === undefined ? 0 : performance.now() - begun);
  const house = await openHouse({
    dataDir,
    table: 'crewtide',
    region: 'local',
    shards: 16,
    signingKeys: [{ id: 1, secret: Buffer.alloc(32, 7) }],
    mail: { domain: 'reply.test', publicUrl: 'https://crewtide.test' },
    clock: { now: () => later(now, { milliseconds: Math.floor(passed()) }) },
    log: silentLog,
    authenticate: async () => 'not-checked',
    carrier: (journal) => createSmtpCarrier({ url: `smtp://127.0.0.1:${sinkPort}`, journal, log: silentLog }),
    wake: () => {},
    onStoreLost: () => process.exit(1),
  });
  return {
    ...house,
    at: (instant) => {
      now = instant;
    },
    run: () => {
      begun = performance.now();
    },
    async close() {
      await house.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const congregationNumber = (number: number): CongregationId =>
  congregationIdFrom(derivedId('bench', String(number)));

/** A congregation with so many welcomed members. */
export async function fillCongregation(deps: Deps, number: number, size: number): Promise<readonly Member[]> {
  const id = congregationNumber(number);
  const congregation: Congregation = {
    kind: 'congregation',
    id: 'self',
    congregation: id,
    name: `Willow ${number}`,
    slug: `willow-${number}`,
    zone: zoneOf('Europe/Lisbon'),
    createdAt: MORNING,
  };
  const members = Array.from(
    { length: size },
    (_, index): Member => ({
      kind: 'member',
      id: memberId.parse(derivedId('bench-member', String(number), String(index))),
      name: `Member ${index}`,
      role: 'member',
      addresses: [{ email: emailOf(`member${index}@c${number}.test`) }],
      zone: zoneOf('Europe/Lisbon'),
      standing: { name: 'active' },
      welcomed: true,
      addedAt: MORNING,
    }),
  );
  await commitAll(deps, id, [create(congregation), ...members.map(create)]);
  return members;
}

/** In transactions of a hundred. */
export async function commitAll(
  deps: Deps,
  congregation: CongregationId,
  changes: readonly ReturnType<typeof create>[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += 100) {
    const done = await deps.store.of(congregation).commit(changes.slice(from, from + 100));
    if (done !== 'committed') throw new Error('the bench met records that it did not write');
  }
}

const zoneOf = (name: string) => timeZone.parse(name);
const emailOf = (address: string) => emailAddress.parse(address);
