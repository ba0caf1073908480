/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { z } from 'zod';
import { frameOf } from './frameOf.ts';
import { HostPage } from './host.tsx';
import type { Room } from './room.ts';

const settling = z.object({ held: z.string().min(1), how: z.enum(['release', 'discard']) });
const asking = z.object({ crew: z.string(), question: z.string().trim().min(1).max(500) });

export function hostRoutes(room: Room): Hono {
  const { circle, demo } = room;
  const routes = new Hono();

  routes.get('/', async (c) => {
    const [seasons, letters, heldMail] = await Promise.all([
      seasonsOf(room),
      circle.host.letters(),
      circle.host.heldMail(),
    ]);
    const frame = await frameOf(c, room);
    return c.html(<HostPage frame={frame} seasons={seasons} letters={letters} heldMail={heldMail} />);
  });

  routes.post('/ask', async (c) => {
    const form = asking.safeParse(await c.req.parseBody());
    if (!form.success) return c.text('There is nothing to ask.', 400);
    const crew = circle.crews.find(({ id }) => id === form.data.crew);
    if (crew === undefined) return c.notFound();
    const before = demo.post.received();
    await circle.host.ask(crew, [form.data.question], demo.clock.now());
    await demo.settle();
    return c.redirect(`/host?asked=yes&came=${demo.post.received() - before}`, 303);
  });

  routes.post('/held-mail', async (c) => {
    const form = settling.safeParse(await c.req.parseBody());
    if (!form.success) return c.text('Say which mail, and what becomes of it.', 400);
    await circle.host.settle(form.data.held, form.data.how);
    await demo.settle();
    return c.redirect('/host', 303);
  });

  return routes;
}

/** Each crew's newest. */
const seasonsOf = ({ circle: { host, crews } }: Room) =>
  Promise.all(
    crews.map(async (crew) => ({
      crew,
      season: await host.season((await host.crew(crew.id)).season ?? ''),
    })),
  );
