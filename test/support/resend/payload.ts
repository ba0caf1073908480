import { z } from 'zod';
import { type Mailbox, readMailbox } from './address.ts';
import { type Attachment, attachments } from './attachments.ts';
import { invalidField, missingField, type Problem } from './problem.ts';

/** One email of a request, understood. */
export interface Email {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  /** Fields that the API has no word for. */
  readonly unknown: readonly string[];
}

/** The fields of resend.com/docs/api-reference/emails/send-email; what this house has no use for is not taken. */
export function readEmail(payload: unknown, endpoint: 'single' | 'batch'): Email | Problem {
  const object = z.record(z.string(), z.unknown()).safeParse(payload);
  if (!object.success) return invalidField('The email must be an object.');
  for (const field of ['from', 'to', 'subject']) {
    if (object.data[field] === undefined) return missingField(field);
  }
  if (object.data.html === undefined && object.data.text === undefined) return missingField('html');

  const fields = email.safeParse(object.data);
  if (!fields.success) return invalidField(wordsFor(fields.error));
  const { from, to, cc, bcc, reply_to, subject, html, text, headers, tags } = fields.data;
  const files = attachments(fields.data.attachments ?? []);
  if ('statusCode' in files) return files;
  if (endpoint === 'batch' && files.length > 0) {
    return invalidField('The `attachments` field is not supported in batch emails yet.');
  }
  return {
    from,
    to,
    cc: cc ?? [],
    bcc: bcc ?? [],
    replyTo: reply_to ?? [],
    subject,
    html,
    text,
    headers: headers ?? {},
    attachments: files,
    tags: tags ?? [],
    unknown: Object.keys(object.data).filter((field) => !(field in email.shape)),
  };
}

const mailbox = z.string().transform((value, context) => {
  const read = readMailbox(value);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: 'not an address' });
  return z.NEVER;
});
const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .pipe(z.array(mailbox));

/** ASCII letters, digits, underscores and dashes, at most 256 (resend.com/docs/dashboard/emails/tags). */
const tagWord = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);

const email = z.object({
  from: mailbox,
  to: oneOrMore.refine((to) => to.length >= 1 && to.length <= 50),
  cc: oneOrMore.optional(),
  bcc: oneOrMore.optional(),
  reply_to: oneOrMore.optional(),
  subject: z
    .string()
    .min(1)
    .max(998)
    .regex(/^[^\r\n]*$/),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string().regex(/^[!-9;-~]{1,126}$/), z.string().regex(/^[^\r\n]*$/)).optional(),
  attachments: z.array(z.unknown()).optional(),
  tags: z.array(z.object({ name: tagWord, value: tagWord })).optional(),
});

/** Names the field as the API does. */
function wordsFor(error: z.ZodError): string {
  const field = String(error.issues[0]?.path[0] ?? 'body');
  return ADDRESSES.has(field)
    ? `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`
    : field === 'tags'
      ? 'Tags should only contain ASCII letters, numbers, underscores, or dashes.'
      : `Invalid \`${field}\` field.`;
}

const ADDRESSES = new Set(['from', 'to', 'cc', 'bcc', 'reply_to']);
