import type { RecordKind } from '@crewtide/domain';
import type { Page } from '@crewtide/flows';
import { z } from '@hono/zod-openapi';
import type { AnyContext } from './env.ts';

const LIMIT = { default: 50, most: 100 } as const;

/** A cursor is base64url of `<kind>#<id>`, so that one list's cursor is none of another's. */
export const cursorAt = (kind: RecordKind, id: string): string =>
  Buffer.from(`${kind}#${id}`).toString('base64url');

/** The id that a cursor of this list stands at. */
export function idAtCursor(kind: RecordKind, cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(kind.length + 1);
  return id !== '' && cursorAt(kind, id) === cursor ? id : undefined;
}

export const pageQuery = (kind: RecordKind) =>
  z.strictObject({
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, `must be a whole number from 1 to ${LIMIT.most}`)
      .transform(Number)
      .default(LIMIT.default)
      .openapi({ type: 'integer', minimum: 1, maximum: LIMIT.most, default: LIMIT.default }),
    cursor: z
      .string()
      .max(2048)
      .transform((cursor, context) => {
        const id = idAtCursor(kind, cursor);
        if (id !== undefined) return id;
        context.addIssue({ code: 'custom', message: 'is no cursor of this list' });
        return z.NEVER;
      })
      .optional()
      .openapi({ type: 'string', description: 'A former page’s `next`' }),
  });

/** What the store is asked for. */
export const placeOf = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({
  limit,
  ...(cursor === undefined ? {} : { after: cursor }),
});

export const pageShape = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().openapi({ description: 'Where the next page begins; null on the last' }),
  });

/** A page as it is shown; the next one is also named in the Link header (RFC 8288). */
export function showPage<T, S>(c: AnyContext, kind: RecordKind, page: Page<T>, show: (item: T) => S) {
  const next = page.next === undefined ? null : cursorAt(kind, page.next);
  if (next !== null) {
    const url = new URL(c.req.url);
    url.searchParams.set('cursor', next);
    c.header('Link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return { items: page.items.map(show), next };
}
