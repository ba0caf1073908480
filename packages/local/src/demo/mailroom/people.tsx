/** @jsxImportSource hono/jsx */
import type { Person } from '../setUp.ts';
import { type Room, slugOf } from './room.ts';
import { Unread } from './unread.tsx';
import { placeOf } from './when.ts';

export const People = ({ room, path }: { readonly room: Room; readonly path: string }) => (
  <nav class="people" aria-label="Mailboxes">
    <h2>{room.circle.crew.name}</h2>
    <ul>
      {room.circle.people
        .filter(({ role }) => role === 'member')
        .map((person) => (
          <Entry room={room} path={path} person={person} />
        ))}
    </ul>
    <h2>Hosts</h2>
    <ul>
      {room.circle.people
        .filter(({ role }) => role === 'host')
        .map((person) => (
          <Entry room={room} path={path} person={person} />
        ))}
      <li>
        <a href="/host" aria-current={path === '/host' ? 'page' : undefined}>
          As a host <small>letters and what became of them</small>
        </a>
      </li>
    </ul>
  </nav>
);

interface EntryProps {
  readonly room: Room;
  readonly path: string;
  readonly person: Person;
}

const Entry = ({ room, path, person }: EntryProps) => {
  const here = `/people/${slugOf(person)}`;
  const unread = room.unread(room.demo.post.mailbox(person.address));
  return (
    <li>
      <a href={here} aria-current={path === here || path.startsWith(`${here}/`) ? 'page' : undefined}>
        {person.name} <small>{placeOf(person.zone)}</small>
        <Unread count={unread} />
      </a>
    </li>
  );
};
