/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What the first bytes of a PNG, GIF, JPEG or WebP say of its size; undefined for anything else. Looks at `MOST_SEGMENTS`
 * at most, however long the file says they are.
 */
export function pictureSizeOf(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return pngSize(view) ?? gifSize(view) ?? webpSize(view) ?? jpegSize(view);
  } catch (fault) {
    // The file ends where its header says that more follows.
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

const MOST_SEGMENTS = 200;

const reads = (view: DataView, at: number, text: string) =>
  view.byteLength >= at + text.length &&
  [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));

/** W3C PNG, 11.2.1: IHDR comes first. */
const pngSize = (view: DataView) =>
  reads(view, 1, 'PNG') ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;

const gifSize = (view: DataView) =>
  reads(view, 0, 'GIF8') ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined;

/** RFC 9649: lossy, lossless and extended files say it each in their own way. */
function webpSize(view: DataView): PictureSize | undefined {
  if (!reads(view, 0, 'RIFF') || !reads(view, 8, 'WEBP')) return undefined;
  if (reads(view, 12, 'VP8 '))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (reads(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!reads(view, 12, 'VP8X')) return undefined;
  const least = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1;
  return { width: least(24), height: least(27) };
}

/** ITU-T T.81, B.2.2: the frame header (SOF) stands behind segments that say how long they are. */
function jpegSize(view: DataView): PictureSize | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS; segment += 1) {
    const marker = view.getUint16(at);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker < 0xff00) return undefined;
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

const isFrame = (marker: number) =>
  marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
