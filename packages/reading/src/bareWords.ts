/** Letters, digits and apostrophes in lower case, everything else one space: what is left of a phrase to compare it. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

export function withoutGreeting([first, ...rest]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  if (rest.length > 0 && /^(hi|hello|hey|dear)\b[^,.!]{0,40}[,.!]?$/i.test(first.trim())) return rest;
  return [first.replace(/^\s*(hi|hello|hey|dear)( \p{L}+){0,3}[,.!]\s+/iu, ''), ...rest];
}

const CLOSING = /^(thanks|thank you|many thanks|cheers|regards|kind regards|best|best wishes|warmly|love)$/;
const NAME = /^\p{Lu}[\p{L}\p{M}.'’-]*( \p{Lu}[\p{L}\p{M}.'’-]*){0,2}$/u;

/** Without at most a closing and a name, below at least one line of words; what is `spared` is neither. */
export function withoutSignature(
  lines: readonly string[],
  spared: (line: string) => boolean = () => false,
): readonly string[] {
  const isSigned = (line: string) =>
    !spared(line) && (CLOSING.test(plain(line)) || NAME.test(line.replace(/^[\s\p{Pd}]+|[\s,.!]+$/gu, '')));
  const signed = lines.length - 1 - lines.findLastIndex((line) => !isSigned(line));
  return lines.slice(0, Math.max(1, lines.length - Math.min(signed, 2)));
}
