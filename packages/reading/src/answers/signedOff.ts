const CLOSING =
  /^(many |kind |best |warm )?(thanks|thank you|cheers|regards|best|wishes|warmly|love|hugs|yours|see you( all| soon)?|lg|vg|gruß|grüße|liebe grüße|bises|abrazos?|un abrazo|baci|groetjes|beijos|abraços)( all| everyone| so much| again)?$/iu;
const NAME = /^[\s–—-]*\p{Lu}[\p{L}\p{M}.'’-]{0,25}( \p{Lu}[\p{L}\p{M}.'’-]{0,25}){0,2}[\s,.!]*( ?[xX]+)?$/u;

/** Words without a closing and a name below them: what goes on without names bears none at its end. */
export function withoutName(words: string): string {
  const lines = words.trimEnd().split('\n');
  while (lines.length > 1 && isSigned(lines.at(-1) ?? '', lines.at(-2) ?? '')) lines.pop();
  return lines.join('\n').trimEnd();
}

/** An item below other items is part of a list. */
const isSigned = (line: string, above: string) =>
  line.trim() === '' ||
  CLOSING.test(line.replace(/[^\p{L}\s]+/gu, '').trim()) ||
  (NAME.test(line) && !/^\s*[-*•]/.test(above));
