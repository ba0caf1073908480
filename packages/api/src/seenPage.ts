import type { Page } from '@crewtide/flows';

/**
 * A full page of what hosts see, and where the next begins. A cursor names a record, and ids of letters can be computed: so it
 * stands at one that is seen, and nothing of what is hidden shows in how pages are cut.
 */
export async function seenPage<T extends { readonly id: string }, S extends T>(
  { limit, after }: { readonly limit: number; readonly after?: string },
  list: (place: { readonly limit: number; readonly after?: string }) => Promise<Page<T>>,
  seenOf: (items: readonly T[]) => readonly S[] | Promise<readonly S[]>,
): Promise<Page<S>> {
  const seen: S[] = [];
  let from = after;
  do {
    const page = await list({ limit: READ_AT_ONCE, ...(from === undefined ? {} : { after: from }) });
    seen.push(...(await seenOf(page.items)));
    from = page.next;
  } while (from !== undefined && seen.length <= limit);
  return { items: seen.slice(0, limit), next: seen.length > limit ? seen[limit - 1]?.id : undefined };
}

const READ_AT_ONCE = 100;
