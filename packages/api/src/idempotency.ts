import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { AnyContext } from './env.ts';

/** draft-ietf-httpapi-idempotency-key-header; taken as it stands, with or without the draft's quotes. */
export const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
    .optional()
    .openapi({
      description:
        'Names the request, so that its repetition within 24 hours is answered alike and does nothing.',
      example: 'b7c1d9f0-2a41-4a9e-9f0e-8a2f4c1d5e77',
    }),
});

export type Idempotency = { readonly key: string; readonly fingerprint: string } | undefined;

/** The fingerprint is SHA-256 over method, path and the body's bytes. */
export async function idempotencyOf(c: AnyContext, key: string | undefined): Promise<Idempotency> {
  if (key === undefined) return undefined;
  const hash = createHash('sha256').update(`${c.req.method} ${c.req.path}\n`);
  return { key, fingerprint: hash.update(await c.req.bytes()).digest('hex') };
}
