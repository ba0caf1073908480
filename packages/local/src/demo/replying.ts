import type { Demo } from './demo.ts';
import type { Mail } from './mail.ts';
import { composeReply, type Picture } from './mailClient.ts';
import { type Client, replyBody } from './quoting.ts';
import type { Person } from './setUp.ts';

export interface ReplyOf {
  readonly person: Person;
  readonly letter: Mail;
  readonly words: string;
  readonly client: Client;
  /** Absent means the person's own. */
  readonly fromAddress?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly picture?: Picture;
}

/** Writes a reply in the manner of a client and sends it over SMTP; resolves with its bytes when the server has said 250. */
export async function sendReply(demo: Demo, messageId: string, reply: ReplyOf): Promise<Uint8Array> {
  const { person, letter } = reply;
  const address = reply.fromAddress ?? person.address;
  const bytes = await composeReply({
    from: { name: person.name, address },
    answers: letter,
    body: replyBody(reply.client, reply.words, letter, person.zone),
    messageId,
    at: demo.clock.now(),
    ...(reply.subject === undefined ? {} : { subject: reply.subject }),
    ...(reply.headers === undefined ? {} : { headers: reply.headers }),
    ...(reply.picture === undefined ? {} : { picture: reply.picture }),
  });
  await demo.mailClient.send(address, letter.answerTo.address, bytes);
  await demo.post.fileSent(person.address, bytes);
  return bytes;
}
