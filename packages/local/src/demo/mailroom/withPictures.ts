import type { Mail } from '../mail.ts';

/** The letter's html with the pictures that came along put into it: a sandboxed frame can fetch none. */
export function withPictures({ html = '', attachments }: Pick<Mail, 'html' | 'attachments'>): string {
  return html.replace(/\bsrc="cid:([^"]{1,200})"/g, (source, id: string) => {
    const picture = attachments.find(({ contentId, type }) => contentId === id && TYPE.test(type));
    if (picture === undefined) return source;
    return `src="data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}"`;
  });
}

const TYPE = /^image\/(jpeg|png|gif|webp)$/;
