import type { InlinePicture, OutgoingMessage } from '@crewtide/flows';
import type { Attachment } from 'nodemailer/lib/mailer';
import { oneLine } from './oneLine.ts';

/** The html with its pictures under their whole Content-IDs, which have an @ as a Message-ID has (RFC 2392). */
export const htmlWithPictures = (message: OutgoingMessage): string =>
  message.inline.reduce(
    (html, picture) => html.replaceAll(`"cid:${picture.id}"`, `"cid:${contentId(picture, message)}"`),
    message.html,
  );

/** What stands beside the words: pictures that the html shows, and the page to keep. */
export function attachmentsOf(message: OutgoingMessage): Attachment[] {
  const pictures = message.inline.map((picture) => ({
    cid: contentId(picture, message),
    filename: fileName(picture.description, 'photo', '.jpg'),
    contentType: 'image/jpeg',
    contentDisposition: 'inline' as const,
    content: Buffer.from(picture.jpeg),
  }));
  if (message.page === undefined) return pictures;
  return [
    ...pictures,
    {
      filename: fileName(message.page.name, 'page', '.html'),
      contentType: 'text/html; charset=utf-8',
      contentDisposition: 'attachment',
      content: Buffer.from(message.page.html),
    },
  ];
}

const contentId = ({ id }: InlinePicture, { messageId }: OutgoingMessage): string =>
  `${id}@${messageId.slice(messageId.lastIndexOf('@') + 1)}`;

const FILE_NAME_LENGTH = 60;

/** What somebody called it, without what a file system or a header would read as something else. */
function fileName(called: string, otherwise: string, ending: string): string {
  const plain = oneLine(called)
    .replace(/\.\w{1,5}$/, '')
    .replace(/[\p{C}"*/:<>?\\|;,=%]+/gu, ' ')
    .replace(/\s+/g, ' ');
  const short = [...plain]
    .slice(0, FILE_NAME_LENGTH)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return `${short === '' ? otherwise : short}${ending}`;
}
