import { html } from 'hono/html';
import { page } from './page.ts';

/** The page brings its styles and pictures with it; nothing is fetched, nothing runs. */
export const KEEPSAKE_PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

export const noKeepsakePage = () =>
  page(
    'This link leads nowhere',
    html`<p>Perhaps it has expired, or a part of it was lost on the way. To have what your crew wrote, reply “keep” to the
letter that ended the season.</p>`,
  );
