import type { RouteConfig, RouteHandler, z } from '@hono/zod-openapi';
import type { ApiEnv, HostEnv } from './env.ts';

export const HOST_KEY = [{ hostKey: [] }];
export const OPERATOR_KEY = [{ operatorKey: [] }];

export const answer = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const created = <T extends z.ZodType>(schema: T, description: string) => ({
  ...answer(schema, description),
  headers: { Location: { description: 'Where it is from now on', schema: { type: 'string' as const } } },
});

export const takes = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

/** A route for everybody, or for the operator. */
export const publicRoute = <R extends RouteConfig>(route: R, handler: RouteHandler<R, ApiEnv>) => ({
  route,
  handler,
});

/** A route behind a congregation's wall. */
export const hostRoute = <R extends RouteConfig>(route: R, handler: RouteHandler<R, HostEnv>) => ({
  route,
  handler,
});
