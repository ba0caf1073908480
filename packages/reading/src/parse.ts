import PostalMime, {
  type Address,
  addressParser,
  decodeWords,
  type Email,
  type Attachment as Library,
} from 'postal-mime';
import { keepFlowedLines } from './flowed.ts';

/** A message as this package sees it. Texts are decoded; `text` and `html` are empty where there is none. */
export interface Message {
  /** Decoded values of every header of this name (lower case), in order. */
  readonly header: (name: string) => readonly string[];
  /** Every address in the headers of this name, in order, groups opened. */
  readonly addresses: (name: string) => readonly string[];
  readonly text: string;
  /** `text` still has the soft line ends of format=flowed (RFC 3676). */
  readonly flowed: boolean;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  /** Media type in lower case, `message/rfc822`. */
  readonly type: string;
  readonly content: Uint8Array;
  /** File name; empty where there is none. */
  readonly name: string;
  /** Content-Description; empty where there is none. */
  readonly description: string;
  /** Content-ID without angle brackets, in lower case; empty where there is none. */
  readonly contentId: string;
  /** Of a calendar, in upper case, `REPLY`; empty where there is none (RFC 5546). */
  readonly method: string;
}

export type Parsed =
  | { readonly outcome: 'message'; readonly message: Message }
  /** Its headers are read as far as they can be; it has no body. */
  | { readonly outcome: 'unreadable'; readonly cause: 'too-deep' | 'malformed'; readonly message: Message };

/**
 * Mail of people stays far below each of these; the parser's time and memory grow with them. Attachments come in lines
 * of 76 characters, so that a large message may have more lines.
 */
const LIMITS = { depth: 32, lines: 20_000, bytesPerLine: 60, parts: 5_000, headerBytes: 256 * 1024 } as const;
const OPTIONS = {
  forceRfc822Attachments: true,
  maxNestingDepth: LIMITS.depth,
  maxHeadersSize: LIMITS.headerBytes,
} as const;
const TEXT_LIMIT = 1_000_000;

export async function parse(raw: Uint8Array): Promise<Parsed> {
  const start = raw.findIndex((byte) => byte !== LF && byte !== CR);
  const { bytes, flowed } = keepFlowedLines(raw.subarray(Math.max(start, 0)));
  if (isTooLarge(bytes)) return unreadable(bytes, 'malformed');
  try {
    const email = await PostalMime.parse(bytes, OPTIONS);
    return { outcome: 'message', message: messageOf(email, flowed) };
  } catch (fault) {
    // The library tells its limits apart in the text alone.
    const tooDeep = fault instanceof Error && /nesting depth/i.test(fault.message);
    return unreadable(bytes, tooDeep ? 'too-deep' : 'malformed');
  }
}

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** The parser keeps an object for each line and each part. */
function isTooLarge(bytes: Uint8Array): boolean {
  const most = LIMITS.lines + bytes.length / LIMITS.bytesPerLine;
  let lines = 0;
  let delimiters = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    lines += 1;
    if (bytes[at + 1] === DASH && bytes[at + 2] === DASH) delimiters += 1;
    if (lines > most || delimiters > LIMITS.parts) return true;
  }
  return false;
}

async function unreadable(bytes: Uint8Array, cause: 'too-deep' | 'malformed'): Promise<Parsed> {
  return { outcome: 'unreadable', cause, message: await headersOf(bytes) };
}

async function headersOf(bytes: Uint8Array): Promise<Message> {
  const head = Buffer.from(bytes.subarray(0, LIMITS.headerBytes / 4)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  try {
    return messageOf(await PostalMime.parse(Buffer.from(head.slice(0, end), 'latin1'), OPTIONS), false);
  } catch {
    return messageOf({ headers: [], headerLines: [], attachments: [] }, false);
  }
}

function messageOf(email: Email, flowed: boolean): Message {
  const raw = (name: string) => email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return {
    header: (name) => raw(name).map(decodeWords),
    addresses: (name) => raw(name).flatMap((value) => addressParser(value).flatMap(mailboxes)),
    text: (email.text ?? '').slice(0, TEXT_LIMIT),
    flowed,
    html: (email.html ?? '').slice(0, TEXT_LIMIT),
    attachments: email.attachments.map(attachmentOf),
  };
}

const attachmentOf = ({
  mimeType,
  content,
  filename,
  description,
  contentId,
  method,
}: Library): Attachment => ({
  type: mimeType,
  content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  name: filename ?? '',
  description: description ?? '',
  contentId: (contentId ?? '').replace(/^\s*<|>\s*$/g, '').toLowerCase(),
  method: method ?? '',
});

const mailboxes = ({ address, group }: Address): string[] =>
  group === undefined ? [address ?? ''] : group.map((member) => member.address);
