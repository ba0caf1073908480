import { type Audit, audit } from '@crewtide/domain';
import type { z } from '@hono/zod-openapi';
import { EXAMPLES } from './ids.ts';

export const auditShape = audit.pick({ at: true, host: true, did: true, to: true }).openapi('Audit', {
  example: { at: EXAMPLES.at, host: EXAMPLES.member, did: 'create-crew', to: 'onswg4tfobzxg5dp' },
});

export const showAudit = ({ at, host, did, to }: Audit): z.infer<typeof auditShape> => ({
  at,
  host,
  did,
  to,
});
