import { type Instant, millisecondsOf, type TimeZone } from '@crewtide/domain';
import type { Mailbox } from '@crewtide/flows';

/** Mail programs whose ways of quoting the demo knows. */
export const CLIENTS = ['gmail', 'thunderbird', 'apple-mail', 'no-quote'] as const;
export type Client = (typeof CLIENTS)[number];

/** What a reply answers. */
export interface Quoted {
  readonly from: Mailbox;
  readonly at: Instant;
  readonly text: string;
  readonly html: string | undefined;
}

export interface ReplyBody {
  readonly text: string;
  readonly html?: string;
}

/** The body of a reply as the client would write it for somebody in `zone`. */
export function replyBody(client: Client, words: string, quoted: Quoted, zone: TimeZone): ReplyBody {
  switch (client) {
    case 'gmail':
      return onTop(words, quoted, zone);
    case 'thunderbird':
      return below(words, quoted, zone);
    case 'apple-mail':
      return between(words, quoted, zone);
    case 'no-quote':
      return { text: `${words}\n` };
  }
}

/** Gmail: the words on top, text and html, the quote collapsed below. */
function onTop(words: string, { from, at, text, html }: Quoted, zone: TimeZone): ReplyBody {
  const when = `On ${part(at, zone, 'en-US', DAY_SHORT)} at ${part(at, zone, 'en-US', TIME)}`;
  const attribution = `${when} ${from.name} <\n${from.address}> wrote:`;
  const attributionHtml = `${when} ${escaped(from.name)} &lt;<a href="mailto:${escaped(from.address)}">${escaped(from.address)}</a>&gt; wrote:`;
  return {
    text: `${words}\n\n${attribution}\n\n${prefixed(text)}\n`,
    html: [
      `<div dir="ltr">${words.split('\n').map(lineOfHtml).join('')}</div><br>`,
      `<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${attributionHtml}<br></div>`,
      '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
      html === undefined ? escaped(text) : bodyOf(html),
      '</blockquote></div>',
    ].join('\n'),
  };
}

/** Thunderbird: the quote first, without its signature, the words below. */
function below(words: string, { from, at, text }: Quoted, zone: TimeZone): ReplyBody {
  const when = `${part(at, zone, 'en-US', DATE_NUMBERS)} ${part(at, zone, 'en-GB', TIME_24)}`;
  return { text: `On ${when}, ${from.name} wrote:\n${prefixed(withoutSignature(text))}\n\n${words}\n` };
}

/** Apple Mail, answering line by line: each paragraph of the words below a question, the rest below the last. */
function between(words: string, { from, at, text }: Quoted, zone: TimeZone): ReplyBody {
  const when = `${part(at, zone, 'en-GB', DATE)}, at ${part(at, zone, 'en-GB', TIME_24)}`;
  const attribution = `> On ${when}, ${from.name} <${from.address}> wrote:\n> `;
  const lines = withoutSignature(text).split('\n');
  const asked = lines.flatMap((line, at) => (ASKS.test(line) ? [at] : []));
  const places = asked.length === 0 ? [lines.length - 1] : asked;
  const paragraphs = words.split(/\n{2,}/);
  const answers = new Map(
    places.map((place, order) => [
      place,
      order === places.length - 1 ? paragraphs.slice(order) : paragraphs.slice(order, order + 1),
    ]),
  );
  const body = lines.map((line, at) => {
    const answer = answers.get(at) ?? [];
    return answer.length === 0 ? `> ${line}` : `> ${line}\n\n${answer.join('\n\n')}\n`;
  });
  return { text: `${attribution}\n${body.join('\n')}\n` };
}

const ASKS = /\?(?: Yes or no\.)?\s*$/;

const prefixed = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

/** RFC 3676, 4.3. */
const withoutSignature = (text: string): string => (text.split(/^-- \n/m)[0] ?? text).trimEnd();

const bodyOf = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;

const lineOfHtml = (line: string): string => `<div>${line === '' ? '<br>' : escaped(line)}</div>`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const DAY_SHORT = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const DATE_NUMBERS = { month: 'numeric', day: 'numeric', year: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME_24 = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const part = (at: Instant, zone: TimeZone, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(millisecondsOf(at));
