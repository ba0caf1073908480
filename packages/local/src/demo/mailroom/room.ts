import type { Demo } from '../demo.ts';
import type { Mail } from '../mail.ts';
import type { Circle, Person } from '../setUp.ts';
import { type Thread, threadsOf } from '../threads.ts';

/** Everyone's mailboxes as the mailroom's pages show them, with what was opened. */
export interface Room {
  readonly demo: Demo;
  readonly circle: Circle;
  person(slug: string): Person | undefined;
  threads(person: Person): readonly Thread[];
  unread(mails: readonly Mail[]): number;
  /** As in any mail program, to look at a mail is to have opened it; Crewtide never hears of it. */
  open(mails: readonly Mail[]): void;
}

export function createRoom(demo: Demo, circle: Circle): Room {
  const opened = new Set<string>();
  return {
    demo,
    circle,
    person: (slug) => circle.people.find((person) => slugOf(person) === slug),
    threads: (person) => threadsOf(demo.post.mailbox(person.address)),
    unread: (mails) => mails.filter((mail) => !mail.sent && !opened.has(mail.id)).length,
    open(mails) {
      for (const mail of mails) opened.add(mail.id);
    },
  };
}

/** The part of the address before the @ names a person in the mailroom's paths. */
export const slugOf = (person: Person): string => person.address.split('@')[0] ?? '';
