/** @jsxImportSource hono/jsx */

/** How many mails wait to be read; nothing where none does. */
export const Unread = ({ count }: { readonly count: number }) =>
  count > 0 ? (
    <span class="unread">
      {count}
      <span class="aside"> unread</span>
    </span>
  ) : null;
