/** What a description may hold (domain's `photo`). */
const LONGEST = 200;

/**
 * The first of these that says what a picture shows, as one line; empty where none does. Names that cameras, phones and
 * mail clients give (`IMG_1234.jpeg`, `image001.png`, `PXL_20261123_0912`) say nothing.
 */
export function descriptionOf(given: readonly string[]): string {
  return given.map(asWords).find(saysSomething) ?? '';
}

/** `our-garden.jpg` is "our garden". */
function asWords(given: string): string {
  const line = given
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const name = line.replace(/\.(jpe?g|png|webp|gif|hei[cf]|avif|tiff?)$/i, '');
  const words = name === line || name.includes(' ') ? name : name.replace(/[-_+.]+/g, ' ');
  return [...words.trim()].slice(0, LONGEST).join('').trim();
}

const EMPTY_WORDS = new Set(
  `img image images imagem imagen immagine afbeelding photo foto photos picture pic pics bild dsc dscn dscf pxl mvimg gopr dji wp
  mov screenshot screen shot capture signal whatsapp fb received snapchat telegram wa inline attachment unnamed noname untitled
  outlook at am pm copy edited cropped resized scaled small large original portrait burst cover collage embedded file content
  part mobile jpeg jpg png gif webp heic heif avif tif tiff cid ii pastedimage pasted graphic new von de of`.split(
    /\s+/,
  ),
);

function saysSomething(words: string): boolean {
  if (isCode(words)) return false;
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .some((word) => word.length > 1 && !/\p{N}/u.test(word) && !EMPTY_WORDS.has(word));
}

/** UUIDs, hashes, Content-IDs and whatever else no person would write: no space, and digits among the letters. */
const isCode = (words: string) =>
  /^\S*@\S*$/.test(words) ||
  /^[0-9a-f][0-9a-f -]{7,}$/i.test(words) ||
  /^(?=\S*\d\S*\p{L}\S*\d)\S{12,}$/u.test(words);

/** What signatures are made of, by file name or alt text. */
export const namesALogo = (given: string): boolean =>
  /logo|signature|signatur|firma|facebook|linkedin|twitter|instagram|youtube|whats ?app[-_ ]?(icon|logo)|icon|banner|badge|spacer|pixel|blocked\.gif|blocpix/i.test(
    given,
  ) || /^(image|outlook-)\d{3,}/i.test(given);
