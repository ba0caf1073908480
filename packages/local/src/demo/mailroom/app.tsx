/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { clockRoutes } from './clock.ts';
import { frameOf } from './frameOf.ts';
import { guard } from './guard.ts';
import { Home } from './home.tsx';
import { hostRoutes } from './hostRoutes.tsx';
import { mailRoutes } from './mailRoutes.tsx';
import type { Room } from './room.ts';
import { STYLE } from './style.ts';

export interface MailroomOptions {
  readonly room: Room;
  /** The port it is reached on, known once it listens. */
  readonly port: () => number;
  /** A fresh Message-ID, without angle brackets. */
  readonly messageId: () => string;
}

/** A reply with a photo, in bytes. */
const LARGEST_FORM = 10_000_000;

/** The pages on which one person can be everyone, without a script. For loopback alone. */
export function createMailroom({ room, port, messageId }: MailroomOptions): Hono {
  const app = new Hono();
  app.use(guard(port));
  app.use(bodyLimit({ maxSize: LARGEST_FORM }));
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/', async (c) => c.html(<Home frame={await frameOf(c, room)} />));
  app.route('/people', mailRoutes(room, messageId));
  app.route('/host', hostRoutes(room));
  app.route('/clock', clockRoutes(room));
  app.notFound((c) => c.text('There is no such page in the mailroom.', 404));
  app.onError((fault, c) => c.text(`That did not work: ${fault.message}`, 500));
  return app;
}
