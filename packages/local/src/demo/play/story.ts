import type { Demo } from '../demo.ts';
import type { HeldMailShown, LetterShown } from '../host.ts';
import type { Mail } from '../mail.ts';
import { otherAddressOf } from '../people.ts';
import { type ReplyOf, sendReply } from '../replying.ts';
import { type Circle, type Person, setUp } from '../setUp.ts';
import { WORDS } from './words.ts';

/** What was seen when the story had ended, and once on the way. */
export interface Seen {
  readonly circle: Circle;
  readonly mailbox: (name: string) => readonly Mail[];
  /** The address from which Chloe wrote, and nobody is known to have. */
  readonly unknownMailbox: readonly Mail[];
  readonly letters: readonly LetterShown[];
  /** Before Chloe said that it was hers. */
  readonly heldBefore: readonly HeldMailShown[];
  readonly heldAfter: readonly HeldMailShown[];
  /** Letters that had come before anybody's reply to the prompt was sent. */
  readonly mailsToEsiBeforeAutoReply: number;
  readonly mailsToEsiAfterAutoReply: number;
}

export interface Play {
  readonly demo: Demo;
  readonly operatorKey: string;
  readonly messageId: () => string;
  readonly progress: (line: string) => void;
}

/** The whole story, every mail over SMTP; only the clock is moved by hand. */
export async function playStory({ demo, operatorKey, messageId, progress }: Play): Promise<Seen> {
  progress('A host creates a congregation, adds five people, makes a crew and asks it two questions.');
  const circle = await setUp(demo, operatorKey);
  const named = (name: string): Person => {
    const person = circle.people.find((each) => each.name.startsWith(name));
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  };
  const mailbox = (name: string) => demo.post.mailbox(named(name).address).filter((mail) => !mail.sent);
  const reply = (name: string, rest: Omit<ReplyOf, 'person' | 'letter'> & { letter?: Mail }) =>
    sendReply(demo, messageId(), { person: named(name), letter: newest(mailbox(name)), ...rest });

  progress('Ana answers on top of the quote; her mail program sends it twice.');
  const ana = await reply('Ana', { client: 'gmail', words: WORDS.ana });
  await demo.mailClient.send(named('Ana').address, newest(mailbox('Ana')).answerTo.address, ana);
  progress('Bilal answers below the quote.');
  await reply('Bilal', { client: 'thunderbird', words: WORDS.bilal });
  progress('Dmytro replies “pause”.');
  await reply('Dmytro', { client: 'no-quote', words: 'pause' });
  progress('Esi is out of office, and her mail program says so.');
  await demo.settle();
  const mailsToEsiBeforeAutoReply = mailbox('Esi').length;
  await reply('Esi', {
    client: 'no-quote',
    words: WORDS.outOfOffice,
    subject: `Automatic reply: ${newest(mailbox('Esi')).subject}`,
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  await demo.settle();
  const mailsToEsiAfterAutoReply = mailbox('Esi').length;
  progress('Chloe answers between the lines, from an address that nobody knows.');
  const fromElsewhere = otherAddressOf(named('Chloe').address);
  await reply('Chloe', { client: 'apple-mail', words: WORDS.chloe, fromAddress: fromElsewhere });
  await demo.settle();
  const heldBefore = await circle.host.heldMail();
  progress('It is held. Chloe is asked, and answers “yes”.');
  await reply('Chloe', { client: 'gmail', words: 'Yes' });
  await demo.settle();

  progress('The clock moves: the hosts hear of the held mail, then the answers come back to the crew.');
  await moveUntil(demo, () => isDigest(newest(mailbox('Ana'))));
  progress('Esi answers late, below the digest.');
  await reply('Esi', { client: 'thunderbird', words: WORDS.esi });
  await demo.settle();
  progress('The host asks the crew again, Bilal answers, and the clock moves on.');
  await circle.host.ask(circle.crew, [WORDS.nextQuestion], demo.clock.now());
  await demo.settle();
  const before = mailbox('Bilal').length;
  await reply('Bilal', { client: 'gmail', words: WORDS.bilalNext });
  await demo.settle();
  await moveUntil(demo, () => mailbox('Bilal').length > before);

  return {
    circle,
    mailbox,
    unknownMailbox: demo.post.mailbox(fromElsewhere),
    letters: await circle.host.letters(),
    heldBefore,
    heldAfter: await circle.host.heldMail(),
    mailsToEsiBeforeAutoReply,
    mailsToEsiAfterAutoReply,
  };
}

function newest(mails: readonly Mail[]): Mail {
  const mail = mails.at(-1);
  if (mail === undefined) throw new Error('the mailbox is empty');
  return mail;
}

const isDigest = (mail: Mail) => mail.subject.startsWith('Re: ');

/** More than the story needs; nothing may keep it from ending. */
const MOST_MOVES = 6;

async function moveUntil(demo: Demo, happened: () => boolean): Promise<void> {
  for (let moves = 0; moves < MOST_MOVES && !happened(); moves += 1) await demo.moveToNextDue();
}
