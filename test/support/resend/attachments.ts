import { z } from 'zod';
import { invalidField, type Problem, problems } from './problem.ts';

export interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string | undefined;
  readonly contentId: string | undefined;
}

/** Together at most 40 MB after base64 (resend.com/docs/dashboard/emails/attachments). */
const MOST_BYTES = 40 * 1024 * 1024;

export function attachments(values: readonly unknown[]): readonly Attachment[] | Problem {
  const read: Attachment[] = [];
  let encoded = 0;
  for (const value of values) {
    const file = attachment.safeParse(value);
    if (!file.success) return invalidField('Invalid `attachments` field.');
    const { filename, content, path, content_type, content_id } = file.data;
    if (content === undefined && path === undefined) return problems.attachmentWithoutContent;
    if (content === undefined) return invalidField('This stand-in fetches nothing: send `content`.');
    const bytes = bytesOf(content);
    if (bytes === undefined) return invalidField('The attachment `content` is not base64.');
    if (filename === undefined) return invalidField('The attachment has no `filename`.');
    if (UNSUPPORTED.test(filename)) return invalidField(`The file type of ${filename} is not supported.`);
    encoded += Math.ceil(bytes.length / 3) * 4;
    read.push({ filename, content: bytes, contentType: content_type, contentId: content_id });
  }
  return encoded > MOST_BYTES ? invalidField('The attachments are larger than 40MB.') : read;
}

/** A Buffer goes over the wire as JSON writes it. */
const content = z.union([
  z.string(),
  z.object({ type: z.literal('Buffer'), data: z.array(z.number().int().min(0).max(255)) }),
]);
const attachment = z.object({
  filename: z.string().min(1).max(255).optional(),
  content: content.optional(),
  path: z.string().optional(),
  content_type: z.string().optional(),
  /** Shorter than 128 characters (resend.com/docs/dashboard/emails/embed-inline-images). */
  content_id: z.string().min(1).max(127).optional(),
});

function bytesOf(value: z.infer<typeof content>): Buffer | undefined {
  if (typeof value !== 'string') return Buffer.from(value.data);
  const bytes = Buffer.from(value, 'base64');
  return bytes.toString('base64') === value ? bytes : undefined;
}

/** Some of resend.com/docs/knowledge-base/what-attachment-types-are-not-supported. */
const UNSUPPORTED =
  /\.(?:app|asp|bat|cmd|com|cpl|exe|hta|js|jse|lnk|msi|ps1|reg|scr|sys|tmp|url|vb|vbs|wsf)$/i;
