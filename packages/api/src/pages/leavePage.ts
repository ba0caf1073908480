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

/** No script, nothing from elsewhere, in nobody's frame; the form posts here alone. */
export const LEAVE_PAGE_HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

const page = (title: string, body: ReturnType<typeof html>) => html`<!doctype html>
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

/** The button sends what a mail client's one-click sends (RFC 8058), to the address of this page. */
export const askPage = (congregation: string) =>
  page(
    `No more letters from ${congregation}?`,
    html`<p>Press the button and you have left. Until then nothing changes.</p>
<form method="post">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button type="submit">Stop the letters</button>
</form>
<p>Replying “stop” to any letter does the same.</p>`,
  );

export const leftPage = () =>
  page(
    'You get no more letters',
    html`<p>It is done. If that was a mistake, reply “resume” to any letter you had.</p>`,
  );

export const expiredPage = () =>
  page(
    'This link has expired',
    html`<p>Nothing has changed. To leave, reply “stop” to any letter you had.</p>`,
  );

export const unknownPage = () =>
  page(
    'This link leads nowhere',
    html`<p>Perhaps a part of it was lost on the way. To leave, reply “stop” to any letter you had.</p>`,
  );
