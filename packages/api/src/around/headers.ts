import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';

/** For answers that are data: a browser may do nothing with them. Pages say more. */
const DATA_ALONE = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** Headers that an answer lacks; a page's own Content-Security-Policy and Cache-Control stay. */
export const safeHeaders = secureHeaders({
  contentSecurityPolicy: DATA_ALONE,
  xFrameOptions: 'DENY',
  overwrite: false,
});

/** Answers hold what only the key's owner may read. */
export const unstored = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
});
