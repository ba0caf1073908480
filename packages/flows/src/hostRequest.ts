import { type Change, create, derivedId, type Instant, later, type MemberId } from '@crewtide/domain';
import type { CongregationStore, Deciding } from './ports.ts';

/** Who asks, and the Idempotency-Key under which the same request may come again. */
export interface HostRequest {
  readonly host: MemberId;
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | undefined;
}

const ANSWER_KEPT = { hours: 24 } as const;

export type Created =
  | { readonly outcome: 'created'; readonly id: string }
  /** The same request came before under this key. */
  | { readonly outcome: 'repeated'; readonly id: string }
  /** The key was used for another request. */
  | { readonly outcome: 'key-reused' };

const nameOfAnswer = (host: MemberId, key: string): string => `${host}#${derivedId('idempotency-key', key)}`;

export async function answeredBefore(
  store: CongregationStore,
  request: HostRequest,
): Promise<Exclude<Created, { outcome: 'created' }> | undefined> {
  if (request.idempotency === undefined) return undefined;
  const answer = await store.get('answered-request', nameOfAnswer(request.host, request.idempotency.key));
  if (answer === undefined) return undefined;
  return answer.fingerprint === request.idempotency.fingerprint
    ? { outcome: 'repeated', id: answer.created }
    : { outcome: 'key-reused' };
}

/** The marks that a host's request leaves in the transaction that carries it out. */
export function marksOf(
  deps: Pick<Deciding, 'ids'>,
  request: HostRequest,
  did: string,
  id: string,
  now: Instant,
): readonly Change[] {
  const marks: Change[] = [audited(deps, request.host, did, id, now)];
  if (request.idempotency !== undefined) {
    marks.push(
      create({
        kind: 'answered-request',
        id: nameOfAnswer(request.host, request.idempotency.key),
        fingerprint: request.idempotency.fingerprint,
        created: id,
        expiresAt: later(now, ANSWER_KEPT),
      }),
    );
  }
  return marks;
}

/** What a host's key did, on record; names of things, never words. */
export const audited = (
  deps: Pick<Deciding, 'ids'>,
  host: MemberId,
  did: string,
  to: string,
  at: Instant,
): Change => create({ kind: 'audit', id: `${at}#${deps.ids.fresh()}`, at, host, did, to });
