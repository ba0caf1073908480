import { html } from 'hono/html';
import { page } from './page.ts';

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
