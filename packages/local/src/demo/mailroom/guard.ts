import type { MiddlewareHandler } from 'hono';

/**
 * The mailroom shows private mail without a password, so only this machine's own browser tab may use it: a Host that
 * isn't loopback is another site whose name was pointed here (DNS rebinding), and a POST must come from our own pages.
 * Letters may bring nothing but their own styles and pictures.
 */
export function guard(port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!['127.0.0.1', 'localhost'].some((name) => host === `${name}:${port()}`)) {
      return c.text('The mailroom answers on 127.0.0.1 only.', 421);
    }
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && c.req.header('origin') !== `http://${host}`) {
      return c.text('This form is for the mailroom’s own pages.', 403);
    }
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    return undefined;
  };
}

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    // Letters' own pictures, put into their html.
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
