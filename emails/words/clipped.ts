/** Gmail shows the first 102 KB of a letter's html, and a link to the rest. See decisions/long-digests.md. */
const CLIPPED_FROM = 90_000;

const MARKUP_OF_A_PASSAGE = 550;

const LONG =
  'This one is long. If your mail program cuts it off, choose “View entire message” where it ends.';

/** What to say first in a letter that Gmail would clip. `passages` are what members wrote in it. */
export const longLetter = (passages: readonly string[]): readonly string[] =>
  passages.reduce((sum, words) => sum + MARKUP_OF_A_PASSAGE + bytesInHtml(words), 0) > CLIPPED_FROM
    ? [LONG]
    : [];

const bytesInHtml = (words: string): number =>
  Buffer.byteLength(words.replace(/[&<>"']/g, '&quot;').replaceAll('\n', '<br/>'));
