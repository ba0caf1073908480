import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import type { Lives } from './lives.ts';
import type { Post, Taken } from './post.ts';

export interface LetterSeen {
  readonly to: string;
  readonly letter: string;
  readonly replyTo: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

/** The letters that the carrier took, read as their recipients read them. */
export class Mailbox {
  private readonly taken: readonly Taken[];
  private readonly read: LetterSeen[] = [];
  private next = 0;

  constructor(taken: readonly Taken[]) {
    this.taken = taken;
  }

  async letters(): Promise<readonly LetterSeen[]> {
    for (; this.next < this.taken.length; this.next += 1) {
      const letter = this.taken[this.next];
      if (letter === undefined) continue;
      const mail = await new PostalMime().parse(letter.bytes);
      this.read.push({
        to: letter.to,
        letter: letter.letter,
        replyTo: mail.replyTo?.[0]?.address ?? '',
        messageId: mail.messageId ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
      });
    }
    return this.read;
  }
}

/** A reply as a client composes it; the same words make the same bytes. */
export async function reply(
  { lives, post }: { readonly lives: Lives; readonly post: Post },
  letter: LetterSeen,
  words: string,
  messageId: string,
): Promise<void> {
  const bytes = await new MailComposer({
    from: letter.to,
    to: letter.replyTo,
    subject: `Re: ${letter.subject}`,
    messageId: `<${messageId}@home.test>`,
    inReplyTo: letter.messageId,
    date: new Date(0),
    text: `${words}\n\nOn Monday Willow wrote:\n${letter.text.replace(/^/gm, '> ')}\n`,
  })
    .compile()
    .build();
  post.stumble();
  await post.send((work) => lives.through(work), { from: letter.to, to: letter.replyTo, bytes });
}
