/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { otherAddressOf } from '../people.ts';
import { CLIENTS } from '../quoting.ts';
import { sendReply } from '../replying.ts';
import { frameOf } from './frameOf.ts';
import { MailboxPage } from './mailbox.tsx';
import { type Room, slugOf } from './room.ts';
import { ThreadPage } from './thread.tsx';

const shows = z.enum(['html', 'text', 'source']).catch('html');
const reply = z.object({
  answers: z.string(),
  words: z.string().trim().max(20_000),
  client: z.enum(CLIENTS),
  from: z.enum(['own', 'other']),
  picture: z.instanceof(File).optional(),
});

export function mailRoutes(room: Room, messageId: () => string): Hono {
  const routes = new Hono();

  routes.get('/:person', async (c) => {
    const person = room.person(c.req.param('person'));
    if (person === undefined) return c.notFound();
    return c.html(<MailboxPage frame={await frameOf(c, room)} person={person} />);
  });

  routes.get('/:person/:thread', async (c) => {
    const found = threadAt(c, room);
    if (found === undefined) return c.notFound();
    room.open(found.thread.mails);
    const show = shows.parse(c.req.query('show'));
    return c.html(<ThreadPage frame={await frameOf(c, room)} {...found} show={show} />);
  });

  routes.post('/:person/:thread/reply', async (c) => {
    const found = threadAt(c, room);
    const form = reply.safeParse(await c.req.parseBody());
    if (found === undefined) return c.notFound();
    if (!form.success) return c.text('That is no reply.', 400);
    const picture = await pictureIn(form.data.picture);
    if (form.data.words === '' && picture === undefined) return c.text('A reply needs words.', 400);
    const { person, thread } = found;
    const letter = thread.mails.find((mail) => mail.id === form.data.answers && !mail.sent);
    if (letter === undefined) return c.notFound();
    const before = room.demo.post.received();
    await sendReply(room.demo, messageId(), {
      person,
      letter,
      words: form.data.words.replace(/\r\n/g, '\n'),
      client: form.data.client,
      ...(picture === undefined ? {} : { picture }),
      ...(form.data.from === 'other' ? { fromAddress: otherAddressOf(person.address) } : {}),
    });
    await room.demo.settle();
    const came = room.demo.post.received() - before;
    return c.redirect(`/people/${slugOf(person)}/${thread.id}?sent=yes&came=${came}`, 303);
  });

  return routes;
}

/** A form whose file was not chosen sends an empty one. */
async function pictureIn(file: File | undefined) {
  if (file === undefined || file.size === 0) return undefined;
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function threadAt(c: Context, room: Room) {
  const person = room.person(c.req.param('person') ?? '');
  const thread = person && room.threads(person).find(({ id }) => id === c.req.param('thread'));
  return person && thread && { person, thread };
}
