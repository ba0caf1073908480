import {
  addressKey,
  type Change,
  type Congregation,
  type CongregationId,
  congregationIdFrom,
  create,
  derivedId,
  type EmailAddress,
  type Instant,
  later,
  type Member,
  type MemberId,
  memberId,
  nothing,
  slugOf,
  type TimeZone,
} from '@crewtide/domain';
import { decideAndCommit } from './commit.ts';
import { hashOfKey, hostKeyOf } from './hostKeys.ts';
import type { Hosting } from './ports.ts';

export interface NewCongregation {
  readonly name: string;
  readonly zone: TimeZone;
  /** Two or more, with different addresses: never one host alone. */
  readonly hosts: readonly {
    readonly name: string;
    readonly email: EmailAddress;
    readonly zone?: TimeZone | undefined;
  }[];
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | undefined;
}

export interface HostWithKey {
  readonly member: MemberId;
  readonly name: string;
  readonly key: string;
}

export type CongregationCreated =
  | {
      readonly outcome: 'created' | 'repeated';
      readonly id: CongregationId;
      readonly hosts: readonly HostWithKey[];
    }
  | { readonly outcome: 'key-reused' };

/** The key names the congregation, so the mark stays as long as a congregation may. */
const MARK_KEPT = { days: 36_500 } as const;

const ANSWER = 'operator#create-congregation';

/** The operator's door: a congregation with its hosts, and a key for each of them. */
export async function createCongregation(
  deps: Hosting,
  request: NewCongregation,
): Promise<CongregationCreated> {
  const id = idOf(deps, request);
  const store = deps.store.of(id);
  const hosts = request.hosts.map((host, index) => ({
    ...host,
    id: memberId.parse(derivedId('host', id, String(index))),
  }));
  const keys = hosts.map(({ id: member, name }) => ({
    member,
    name,
    key: hostKeyOf(deps.hostKeySecret, id, member),
  }));
  return decideAndCommit<CongregationCreated>(deps, store, async () => {
    const earlier = await store.get('answered-request', ANSWER);
    if (earlier !== undefined) {
      return {
        decision: nothing,
        outcome:
          earlier.fingerprint === request.idempotency?.fingerprint
            ? { outcome: 'repeated', id, hosts: keys }
            : { outcome: 'key-reused' },
      };
    }
    const now = deps.clock.now();
    return {
      decision: {
        ...nothing,
        records: [
          create(congregationOf(request, id, now)),
          ...hosts.flatMap((host) => hostRecords(host, request, now)),
          ...mark(request, id, now),
        ],
      },
      global: keys.map(({ member, key }) => ({
        change: 'create-host-key',
        key: { hash: hashOfKey(key), congregation: id, host: member },
      })),
      outcome: { outcome: 'created', id, hosts: keys },
    };
  });
}

/** Under an Idempotency-Key the congregation names itself, so that a repetition finds it. */
const idOf = (deps: Hosting, { idempotency }: NewCongregation): CongregationId =>
  congregationIdFrom(
    idempotency === undefined ? deps.ids.fresh() : derivedId('congregation', idempotency.key),
  );

const congregationOf = (request: NewCongregation, id: CongregationId, now: Instant): Congregation => ({
  kind: 'congregation',
  id: 'self',
  congregation: id,
  name: request.name,
  slug: slugOf(request.name),
  zone: request.zone,
  createdAt: now,
});

function hostRecords(
  host: { id: MemberId; name: string; email: EmailAddress; zone?: TimeZone | undefined },
  request: NewCongregation,
  now: Instant,
): Change[] {
  const member: Member = {
    kind: 'member',
    id: host.id,
    name: host.name,
    role: 'host',
    addresses: [{ email: host.email }],
    zone: host.zone ?? request.zone,
    standing: { name: 'active' },
    welcomed: true,
    addedAt: now,
  };
  return [create(member), create({ kind: 'address', id: addressKey(host.email), member: host.id })];
}

const mark = ({ idempotency }: NewCongregation, id: CongregationId, now: Instant): Change[] =>
  idempotency === undefined
    ? []
    : [
        create({
          kind: 'answered-request',
          id: ANSWER,
          fingerprint: idempotency.fingerprint,
          created: id,
          expiresAt: later(now, MARK_KEPT),
        }),
      ];
