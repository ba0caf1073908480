import type { MailSettings } from '@crewtide/flows';
import { parseSigningKeys, SIGNING_KEYS_WANTED } from '@crewtide/mailer';
import { z } from 'zod';

const app = z.object({ stage: z.string().min(1) });
const named = z.object({ name: z.string().min(1) });
const queue = z.object({ url: z.url() });
const secret = z.object({ value: z.string().min(1) });
const mail = z.object({
  domain: z.string().min(1),
  publicUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
});
const operatorKey = z.object({
  value: z.string().min(24, 'must have 24 characters or more; make one: openssl rand -hex 24'),
});
const signingKeys = z.object({
  value: z.string().transform((text, context) => {
    const keys = parseSigningKeys(text);
    if (keys !== undefined) return keys;
    context.addIssue({ code: 'custom', message: SIGNING_KEYS_WANTED });
    return z.NEVER;
  }),
});
const webhookSecret = z.object({ value: z.string().startsWith('whsec_', 'must begin with whsec_') });

/**
 * What a function is linked to, each read when it is asked for. A queue that it isn't linked to is undefined.
 * @throws Error that names the link and what is wrong with it, never a value
 */
export function linksIn(resources: object) {
  const read = <T>(link: string, shape: z.ZodType<T>): T => {
    const value: unknown = Reflect.get(resources, link);
    const { success, data, error } = shape.safeParse(value);
    if (success) return data;
    const problems = error.issues.map(({ path, message }) => `${[link, ...path].join('.')}: ${message}`);
    throw new Error(problems.join('; '));
  };
  const queueUrl = (link: string) => (Reflect.has(resources, link) ? read(link, queue).url : undefined);
  return {
    stage: () => read('App', app).stage,
    table: () => read('Table', named).name,
    rawMail: () => read('RawMail', named).name,
    queues: () => ({
      work: queueUrl('WorkQueue'),
      send: queueUrl('SendQueue'),
      received: queueUrl('ReceivedQueue'),
    }),
    mail: (): MailSettings => read('Mail', mail),
    operatorKey: () => read('OperatorKey', operatorKey).value,
    signingKeys: () => read('SigningKeys', signingKeys).value,
    resendApiKey: () => read('ResendApiKey', secret).value,
    resendWebhookSecret: () => read('ResendWebhookSecret', webhookSecret).value,
  };
}
