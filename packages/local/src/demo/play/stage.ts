import { type Instant, instant, type Letter } from '@crewtide/domain';
import type { Demo } from '../demo.ts';
import type { Mail } from '../mail.ts';
import { type ReplyOf, sendReply } from '../replying.ts';
import { type Circle, type Person, setUp } from '../setUp.ts';

export interface Play {
  readonly demo: Demo;
  readonly operatorKey: string;
  readonly messageId: () => string;
  readonly progress: (line: string) => void;
}

type Reply = Partial<Omit<ReplyOf, 'person' | 'letter' | 'words'>>;

/** Where the scenes are played: everyone by the mailbox's name, the clock, and what arrived. */
export interface Stage {
  readonly demo: Demo;
  readonly circle: Circle;
  readonly progress: (line: string) => void;
  person(name: string): Person;
  /** What somebody received, oldest first. */
  mailbox(name: string): readonly Mail[];
  /** What kind of letter a mail is. */
  kind(mail: Mail): string;
  /** Those of one kind. */
  letters(name: string, template: string): readonly Mail[];
  /** In answer to the newest letter of this kind; what follows at once has happened. */
  reply(name: string, template: string, words: string, options?: Reply): Promise<Uint8Array>;
  /** Lets everything happen that is due until then. */
  until(at: string): Promise<void>;
  /** All that were ever written. */
  allLetters(): Promise<readonly Letter[]>;
  /** Everything that was written in answer to our letters, in order. */
  readonly written: readonly { readonly name: string; readonly words: string }[];
}

export async function openStage({ demo, operatorKey, messageId, progress }: Play): Promise<Stage> {
  const circle = await setUp(demo, operatorKey);
  const written: { name: string; words: string }[] = [];
  const kinds = new Map<string, string>();
  const allLetters = () => demo.letters(circle.congregation);
  const look = async () => {
    const ids = circle.people
      .flatMap(({ address }) => demo.post.mailbox(address))
      .map(({ letter }) => letter);
    if (ids.every((id) => id === undefined || kinds.has(id))) return;
    for (const { id, content } of await allLetters()) kinds.set(id, content.template);
  };
  await look();
  const person = (name: string) => {
    const found = circle.people.find(({ address }) => address.startsWith(`${name}@`));
    if (found === undefined) throw new Error(`nobody has the mailbox ${name}`);
    return found;
  };
  const mailbox = (name: string) => demo.post.mailbox(person(name).address).filter((mail) => !mail.sent);
  const kind = (mail: Mail) => kinds.get(mail.letter ?? '') ?? 'not a letter of ours';
  const letters = (name: string, template: string) => mailbox(name).filter((mail) => kind(mail) === template);

  return {
    demo,
    circle,
    progress,
    person,
    mailbox,
    kind,
    letters,
    written,
    allLetters,
    async reply(name, template, words, options = {}) {
      const letter = letters(name, template).at(-1);
      if (letter === undefined) throw new Error(`${name} got no ${template}`);
      written.push({ name, words });
      const bytes = await sendReply(demo, messageId(), {
        person: person(name),
        letter,
        words,
        client: 'gmail',
        ...options,
      });
      await demo.settle();
      await look();
      return bytes;
    },
    async until(at) {
      await passUntil(demo, instant.parse(new Date(at).toISOString()));
      await look();
    },
  };
}

async function passUntil(demo: Demo, end: Instant): Promise<void> {
  for (;;) {
    const due = await demo.nextDue();
    if (due === undefined || due >= end) break;
    await demo.moveToNextDue();
  }
  demo.clock.moveTo(end);
  await demo.settle();
}
