import type { IncomingPicture } from '@crewtide/domain';
import { textOfHtml } from './html.ts';
import type { Attachment, Message } from './parse.ts';
import { descriptionOf, namesALogo } from './pictureNames.ts';
import { type PictureSize, pictureSizeOf } from './pictureSize.ts';
import { foldQuotes } from './quotes.ts';
import { visible, wordsOf } from './words.ts';

/**
 * The pictures that a person sent along, in the message's order, attached or within her html. What came back with a quote, and
 * logos of signatures, are left out; in doubt a picture is kept, since a lost photo is worse than a logo shown.
 */
export function picturesOf(message: Pick<Message, 'html' | 'attachments'>): readonly IncomingPicture[] {
  const candidates = message.attachments.filter(isPicture);
  if (candidates.length === 0) return [];

  const shown = shownIn(message.html);
  return distinct(candidates.filter((each) => isHers(each, shown.get(each.contentId))))
    .slice(0, MOST.pictures)
    .map((each) => ({
      bytes: each.content,
      description: descriptionOf([shown.get(each.contentId)?.alt ?? '', each.description, each.name]),
    }));
}

/** No picture of anything is smaller. */
const LEAST_BYTES = 100;
const MOST = { pictures: 20, bytes: 15_000_000, candidates: 200 } as const;

const TYPE = /^image\/(jpe?g|pjpeg|png|x-png|webp|gif|hei[cf]|avif|tiff)$/;
const FILE = /\.(jpe?g|png|webp|gif|hei[cf]|avif|tiff?)$/i;

/** Some clients send whatever they attach as bytes of no kind. */
const isPicture = ({ type, name, content }: Attachment) =>
  (TYPE.test(type) || (type === 'application/octet-stream' && FILE.test(name))) &&
  content.length >= LEAST_BYTES &&
  content.length <= MOST.bytes;

/** How the html shows a picture. */
interface Shown {
  /** Her own words around it, her signature, or a letter that she quotes. */
  readonly within: 'words' | 'signature' | 'quote';
  readonly alt: string;
  /** By its attributes. */
  readonly tiny: boolean;
}

/** An img element of the html. */
interface Image {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inSignature: boolean;
}

/** By Content-ID. A picture that is shown twice counts where it is most her own. */
function shownIn(html: string): ReadonlyMap<string, Shown> {
  const images: Image[] = [];
  const marked = textOfHtml(html, (attributes, inSignature) => {
    if (images.length === MOST.candidates || !/^cid:/i.test(attributes.src ?? '')) return '';
    images.push({ attributes, inSignature });
    return markOf(images.length - 1);
  });
  const folded = foldQuotes(visible(marked));
  const own = wordsOf(folded);
  const shown = new Map<string, Shown>();
  for (const [at, { attributes, inSignature }] of images.entries()) {
    const mark = markOf(at);
    const within = !folded.text.includes(mark)
      ? 'quote'
      : inSignature || !own.includes(mark)
        ? 'signature'
        : 'words';
    const id = contentIdOf(attributes.src ?? '');
    if (!shown.has(id) || within === 'words')
      shown.set(id, { within, alt: attributes.alt ?? '', tiny: isTinyBox(attributes) });
  }
  return shown;
}

/** Two characters of private use, which nobody's words hold. */
const markOf = (at: number) => `\ue000${at}\ue001`;

function contentIdOf(source: string): string {
  const id = source.slice('cid:'.length);
  try {
    return decodeURIComponent(id).toLowerCase();
  } catch {
    return id.toLowerCase();
  }
}

const isTinyBox = ({ width, height }: Image['attributes']) =>
  [width, height].some((side) => /^\d+/.test(side ?? '') && Number.parseInt(side ?? '', 10) < TINY / 4);

/** Pixels. */
const TINY = 120;
const SMALL = { side: 300, bytes: 20_000 } as const;
const BANNER = { ratio: 3.5, bytes: 12_000 } as const;
const PHOTO = { side: 480, bytes: 40_000 } as const;

function isHers(picture: Attachment, shown: Shown | undefined): boolean {
  if (shown?.within === 'quote' || shown?.tiny === true || isOurs(picture)) return false;
  const size = pictureSizeOf(picture.content);
  if (shown?.within === 'signature') return isPhoto(picture, size);
  return (
    !isTiny(picture, size) && !(namesALogo(`${picture.name} ${shown?.alt ?? ''}`) && isSmall(picture, size))
  );
}

/** Thumbnails in our letters are named by 16 base32 characters; some clients attach them again without their html. */
const isOurs = ({ contentId, name }: Attachment) =>
  /^[a-z2-7]{16}@/.test(contentId) || /^[a-z2-7]{16}(\.jpe?g)?$/.test(name);

function isTiny({ content }: Attachment, size: PictureSize | undefined): boolean {
  if (size === undefined) return false;
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  return short < TINY || (long / short > BANNER.ratio && content.length < BANNER.bytes);
}

const isSmall = ({ content }: Attachment, size: PictureSize | undefined) =>
  content.length < SMALL.bytes && (size === undefined || Math.min(size.width, size.height) < SMALL.side);

/** Phones put a photo below the signature that they write by themselves. */
const isPhoto = ({ content, type }: Attachment, size: PictureSize | undefined) =>
  !/png|gif/.test(type) &&
  content.length >= PHOTO.bytes &&
  (size === undefined || Math.min(size.width, size.height) >= PHOTO.side);

/** Some clients attach what they show as well. */
function distinct(pictures: readonly Attachment[]): readonly Attachment[] {
  const found: Attachment[] = [];
  for (const each of pictures) {
    if (found.length === MOST.pictures) break;
    if (!found.some(({ content }) => Buffer.compare(content, each.content) === 0)) found.push(each);
  }
  return found;
}
