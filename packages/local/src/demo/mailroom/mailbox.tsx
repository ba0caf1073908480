/** @jsxImportSource hono/jsx */
import type { Person } from '../setUp.ts';
import type { Thread } from '../threads.ts';
import { Page, type PageFrame } from './page.tsx';
import { type Room, slugOf } from './room.ts';
import { Unread } from './unread.tsx';
import { placeOf, shortAt } from './when.ts';

export const MailboxPage = ({ frame, person }: { readonly frame: PageFrame; readonly person: Person }) => {
  const threads = frame.room.threads(person);
  return (
    <Page frame={frame} title={person.name}>
      <a class="back" href="/">
        Everyone
      </a>
      <h1>{person.name}</h1>
      <p class="quiet">
        {person.address} · {placeOf(person.zone)}
      </p>
      {threads.length === 0 ? (
        <p>No mail yet.</p>
      ) : (
        <ul class="threads">
          {threads.map((thread) => (
            <ThreadLine room={frame.room} person={person} thread={thread} />
          ))}
        </ul>
      )}
    </Page>
  );
};

interface ThreadLineProps {
  readonly room: Room;
  readonly person: Person;
  readonly thread: Thread;
}

const ThreadLine = ({ room, person, thread }: ThreadLineProps) => {
  const unread = room.unread(thread.mails);
  const last = thread.mails.at(-1);
  return (
    <li>
      <a href={`/people/${slugOf(person)}/${thread.id}`} class={unread > 0 ? 'new' : undefined}>
        <span class="from">
          {[...new Set(thread.mails.map((mail) => (mail.sent ? 'me' : mail.from.name)))].join(', ')}
          {thread.mails.length > 1 && <small> {thread.mails.length}</small>}
        </span>
        <span class="at">{last && shortAt(last.at, person.zone)}</span>
        <span class="subject">{thread.subject}</span>
        <Unread count={unread} />
      </a>
    </li>
  );
};
