/** The first bytes of pictures of a size in pixels, filled up to `length` bytes; enough for whoever reads their headers. */
export function png(width: number, height: number, length = 30_000): Buffer {
  const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR........', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return filled(head, length);
}

export function gif(width: number, height: number, length = 43): Buffer {
  const head = Buffer.from('GIF89a....', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return filled(head, length);
}

/** With an APP0 and an APP1 segment before its frame, as cameras write them. */
export function jpeg(width: number, height: number, length = 30_000): Buffer {
  const app1 = Buffer.concat([Buffer.from('ffe107d2', 'hex'), Buffer.alloc(2_000)]);
  const frame = Buffer.from('ffc00011080000000003', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return filled(Buffer.concat([Buffer.from('ffd8ffe00004aaaa', 'hex'), app1, frame]), length);
}

const filled = (head: Buffer, length: number) =>
  Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length), length % 251)]);

export interface PicturePart {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly name?: string;
  readonly description?: string;
  readonly contentId?: string;
}

/** A message of a text, html where there is any, and these parts. */
export function pictureMail(mail: {
  readonly html?: string;
  readonly parts: readonly PicturePart[];
}): Buffer {
  const parts = [
    'Content-Type: text/plain\r\n\r\nLook',
    ...(mail.html === undefined ? [] : [`Content-Type: text/html\r\n\r\n${mail.html}`]),
    ...mail.parts.map(partOf),
  ];
  const head =
    'From: anna@peer.test\r\nSubject: Re: Hello\r\nContent-Type: multipart/related; boundary=b\r\n\r\n';
  return Buffer.from(`${head}${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`);
}

function partOf({ type, bytes, name, description, contentId }: PicturePart): string {
  const headers = [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    ...(name === undefined ? [] : [`Content-Disposition: inline; filename="${name}"`]),
    ...(description === undefined ? [] : [`Content-Description: ${description}`]),
    ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')}`;
}
