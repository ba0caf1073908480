import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { IncomingMail } from '../support/house.ts';
import { opened } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

const FOLDER = new URL('clients/', import.meta.url);
const expected = z.record(z.string(), z.object({ typed: z.array(z.string()).min(1) }));

/** A recorded reply to `original.eml`, which was from a congregation of somebody else's. */
export interface Recorded {
  /** `thunderbird-html-top` */
  readonly client: string;
  /** Lines that its writer typed. */
  readonly typed: readonly string[];
  readonly bytes: Buffer;
}

export function recordedReplies(): readonly Recorded[] {
  const typed = expected.parse(JSON.parse(readFileSync(new URL('EXPECTED.json', FOLDER), 'utf8')));
  return readdirSync(FOLDER)
    .sort()
    .filter((name) => name.endsWith('.eml') && name !== 'original.eml')
    .map((name) => ({
      client: name.slice(0, -'.eml'.length),
      typed: typed[name]?.typed ?? [],
      bytes: readFileSync(new URL(name, FOLDER)),
    }));
}

const ORIGINAL = {
  replyTo: 'reply+a1b2c3d4e5f60718@community.test',
  from: 'st-anne@community.test',
  messageId: 'p47.a1b2c3d4e5f60718@community.test',
  leave: 'https://community.test/leave/a1b2c3d4',
} as const;

/**
 * The same reply to a letter of ours: its addresses, its Message-ID and, where the reply quotes it, its leave link stand
 * where those of the original stood; every other byte is as the client wrote it.
 */
export async function readdressed({ bytes }: Recorded, mail: DeliveredMail): Promise<IncomingMail> {
  const { header } = await opened(mail);
  const raw = withFrom(bytes.toString('latin1'), mail.to);
  const writer = /^From:.*<(.+)>/m.exec(raw)?.[1] ?? '';
  const swaps: readonly (readonly [string, string])[] = [
    [ORIGINAL.replyTo, addressIn(header('reply-to'))],
    [ORIGINAL.from, addressIn(header('from'))],
    [ORIGINAL.messageId, mail.messageId],
    [ORIGINAL.leave, /<(http[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? ''],
    [writer, mail.to],
  ];
  const text = swaps.reduce((old, [from, to]) => old.replaceAll(notWithinAnId(from), () => to), raw);
  const recipients =
    text.match(/^(To|Cc):.*(\r\n[ \t].*)*/gim)?.flatMap((line) => line.match(ADDRESS) ?? []) ?? [];
  return {
    bytes: Buffer.from(text, 'latin1'),
    envelope: { from: mail.to, to: recipients.filter((address) => address !== mail.to) },
  };
}

/** Mailutils leaves From to the mail server that it hands its mail to. */
const withFrom = (raw: string, writer: string): string =>
  /^From:/m.test(raw) ? raw : `From: <${writer}>\r\n${raw}`;

const ADDRESS = /[^\s<>,"]+@[^\s<>,"]+/g;

/** Some clients end a Message-ID of their own in the writer's address. */
const notWithinAnId = (text: string): RegExp => new RegExp(`(?<!%)${text.replace(/[.+]/g, '\\$&')}`, 'g');

const addressIn = (header: string): string => /<([^>]+)>/.exec(header)?.[1] ?? header;
