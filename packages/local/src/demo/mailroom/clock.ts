import { Hono } from 'hono';
import type { Room } from './room.ts';

export function clockRoutes({ demo }: Room): Hono {
  const routes = new Hono();
  routes.post('/', async (c) => {
    const { back } = await c.req.parseBody();
    const before = demo.post.received();
    await demo.moveToNextDue();
    return c.redirect(`${pathOf(back)}?moved=yes&came=${demo.post.received() - before}`, 303);
  });
  return routes;
}

/** Only paths of the mailroom: `//elsewhere.example` would lead out of it. */
const pathOf = (back: unknown): string =>
  typeof back === 'string' && /^\/[\w./-]*$/.test(back) && !back.startsWith('//') ? back : '/';
