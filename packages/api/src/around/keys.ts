import { createHash, timingSafeEqual } from 'node:crypto';
import type { HostKey } from '@crewtide/domain';
import { hashOfKey } from '@crewtide/flows';
import { createMiddleware } from 'hono/factory';
import type { ApiDeps } from '../deps.ts';
import type { AnyContext, ApiEnv, HostEnv } from '../env.ts';
import { problem } from '../problems/problem.ts';

/** RFC 6750, 2.1. */
const BEARER = /^Bearer +([\x21-\x7e]{1,256})$/i;

export const operatorOnly = (deps: ApiDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const key = keyOf(c);
    if (key === undefined || !same(key, deps.operatorKey)) return unauthorized(c, key);
    return next();
  });

/**
 * The wall: a host's key opens her own congregation alone, and another one's path looks like one that doesn't exist.
 * Who has left or is no host any more has no key.
 */
export const hostOnly = (deps: ApiDeps) =>
  createMiddleware<HostEnv>(async (c, next) => {
    const key = keyOf(c);
    const owner = key === undefined ? undefined : await deps.store.hostKey(hashOfKey(key));
    if (owner === undefined || !(await isHostStill(deps, owner))) return unauthorized(c, key);
    if (owner.congregation !== c.req.param('congregation')) return problem(c, 'not-found');
    c.set('host', owner.host);
    c.set('store', deps.store.of(owner.congregation));
    return next();
  });

const keyOf = (c: AnyContext): string | undefined => BEARER.exec(c.req.header('Authorization') ?? '')?.[1];

async function isHostStill({ store }: ApiDeps, { congregation, host }: HostKey): Promise<boolean> {
  const member = await store.of(congregation).get('member', host);
  return member?.role === 'host' && member.standing.name !== 'left';
}

const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function unauthorized(c: AnyContext, key: string | undefined) {
  c.header(
    'WWW-Authenticate',
    `Bearer realm="crewtide"${key === undefined ? '' : ', error="invalid_token"'}`,
  );
  return problem(c, 'unauthorized');
}
