/** @jsxImportSource hono/jsx */
import type { Person } from '../setUp.ts';
import { type Room, slugOf } from './room.ts';
import { Unread } from './unread.tsx';
import { placeOf } from './when.ts';

export const People = ({ room, path }: { readonly room: Room; readonly path: string }) => (
  <nav class="people" aria-label="Mailboxes">
    {room.circle.crews.map(({ name, people }) => (
      <Group room={room} path={path} title={name} people={people} />
    ))}
    <Group
      room={room}
      path={path}
      title="Hosts"
      people={room.circle.people.filter(({ role }) => role === 'host')}
    />
    <ul>
      <li>
        <a href="/host" aria-current={path === '/host' ? 'page' : undefined}>
          As a host <small>seasons, letters and what became of them</small>
        </a>
      </li>
    </ul>
  </nav>
);

interface GroupProps {
  readonly room: Room;
  readonly path: string;
  readonly title: string;
  readonly people: readonly Person[];
}

const Group = ({ room, path, title, people }: GroupProps) => (
  <>
    <h2>{title}</h2>
    <ul>
      {people.map((person) => (
        <Entry room={room} path={path} person={person} />
      ))}
    </ul>
  </>
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
