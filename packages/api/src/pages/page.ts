import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

const STYLE = `
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #23302f; --button: #1d5c57; --on-button: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #161c1c; --ink: #e4eae8; --button: #8fd0c8; --on-button: #10201e; }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 32rem; margin: 0 auto; padding: 3rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
button { font: inherit; min-height: 3rem; padding: 0 1.5rem; border: 0; border-radius: 0.5rem; cursor: pointer;
  background: var(--button); color: var(--on-button); }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** No script, nothing from elsewhere, in nobody's frame; a form posts here alone. */
export const PAGE_HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

/** One of our own pages: a heading and what stands below it. */
export const page = (title: string, body: ReturnType<typeof html>) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
