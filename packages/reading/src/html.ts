import { Parser } from 'htmlparser2';

/**
 * The visible text of html. What stands in a quote of a known client gets `> ` before each line, as in plain text;
 * behind the headers of an Outlook original everything is a quote. Nesting costs nothing: events, no tree.
 * A picture stands as what `nameOf` gives for it.
 */
export function textOfHtml(html: string, nameOf: NameOf = () => ''): string {
  const page = new Page(nameOf);
  const parser = new Parser({
    onopentag: (name, attributes) => page.open(name, attributes),
    ontext: (text) => page.write(text),
    onclosetag: (name) => page.close(name),
  });
  const source = html.slice(0, LIMITS.characters);
  for (let at = 0; at < source.length && page.depth < LIMITS.depth; at += LIMITS.slice) {
    parser.write(source.slice(at, at + LIMITS.slice));
  }
  if (page.depth < LIMITS.depth) parser.end();
  return page.text();
}

/** The parser searches its open elements at every close. */
const LIMITS = { characters: 500_000, depth: 6_000, slice: 8_192 } as const;

type Attributes = Readonly<Record<string, string>>;
export type NameOf = (image: Attributes, inSignature: boolean) => string;

const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'pre']);
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'select']);
const QUOTE_CLASS =
  /\b(gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|tutanota_quote)\b/;
const ORIGINAL_ID = /^(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/i;

const SIGNATURE_CLASS = /\b(gmail_signature|moz-signature|protonmail_signature_block|tutanota_signature)\b/;
const SIGNATURE_ID = /^(x_)?(signature|ms-outlook-mobile-signature|applemailsignature|mail-signature)$/i;

const isHidden = (name: string, { style, hidden }: Attributes) =>
  HIDDEN.has(name) || hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style ?? '');

const isQuote = (name: string, attributes: Attributes) =>
  QUOTE_CLASS.test(attributes.class ?? '') ||
  (name === 'blockquote' && (attributes.type ?? '').toLowerCase() === 'cite');

/** Lines as they grow. An element is open until its close, so that counts stand for the tree. */
class Page {
  depth = 0;
  private readonly lines: string[] = [];
  private line: string[] = [];
  private hiddenFrom = Number.POSITIVE_INFINITY;
  private quotedFrom = Number.POSITIVE_INFINITY;
  private signatureFrom = Number.POSITIVE_INFINITY;
  private readonly nameOf: NameOf;

  constructor(nameOf: NameOf) {
    this.nameOf = nameOf;
  }

  open(name: string, attributes: Attributes): void {
    this.depth += 1;
    if (BLOCKS.has(name)) this.endLine();
    if (PARAGRAPHS.has(name)) this.blank();
    if (name === 'li') this.line = ['- '];
    if (name === 'br') this.lineBreak();
    if (ORIGINAL_ID.test(attributes.id ?? '')) this.quotedFrom = 0;
    if (isHidden(name, attributes)) this.hiddenFrom = Math.min(this.hiddenFrom, this.depth);
    if (isQuote(name, attributes)) {
      this.endLine();
      this.quotedFrom = Math.min(this.quotedFrom, this.depth);
    }
    if (SIGNATURE_CLASS.test(attributes.class ?? '') || SIGNATURE_ID.test(attributes.id ?? ''))
      this.signatureFrom = Math.min(this.signatureFrom, this.depth);
    if (name === 'img') this.write(this.nameOf(attributes, this.depth >= this.signatureFrom));
  }

  write(text: string): void {
    if (this.depth >= this.hiddenFrom) return;
    const flat = text.replace(/[ \t\r\n\f]+/g, ' ');
    const afterSpace = this.line.at(-1)?.endsWith(' ') ?? true;
    const added = afterSpace ? flat.replace(/^ /, '') : flat;
    if (added !== '') this.line.push(added);
  }

  close(name: string): void {
    if (BLOCKS.has(name)) this.endLine();
    if (PARAGRAPHS.has(name)) this.blank();
    if (this.depth === this.quotedFrom) {
      this.endLine();
      this.quotedFrom = Number.POSITIVE_INFINITY;
    }
    if (this.depth === this.signatureFrom) this.signatureFrom = Number.POSITIVE_INFINITY;
    if (this.depth === this.hiddenFrom) this.hiddenFrom = Number.POSITIVE_INFINITY;
    this.depth -= 1;
  }

  text(): string {
    this.endLine();
    return this.lines.join('\n');
  }

  private endLine(): void {
    if (this.line.some((part) => part.trim() !== '')) this.lineBreak();
    this.line = [];
  }

  private blank(): void {
    if ((this.lines.at(-1) ?? '') !== '' && this.depth < this.quotedFrom) this.lines.push('');
  }

  private lineBreak(): void {
    this.lines.push(`${this.depth >= this.quotedFrom ? '> ' : ''}${this.line.join('').trimEnd()}`);
    this.line = [];
  }
}
